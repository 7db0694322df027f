using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_Notifications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "resumed_at",
                table: "sweeps",
                type: "timestamp with time zone",
                nullable: true,
                comment: "When it was resumed last; null where it never was.");

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, comment: "Its id, a version 7 UUID, the same for each attempt: the header webhook-id."),
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false, comment: "completed, failed, cancelled or stalled."),
                    error = table.Column<string>(type: "text", nullable: true, comment: "Why the sweep failed; null otherwise."),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When the sweep ended, or had its last progress before it stalled."),
                    url = table.Column<string>(type: "text", nullable: false, comment: "Where it goes."),
                    secret = table.Column<string>(type: "text", nullable: true, comment: "Name of the secret by which it is signed; null where it is not."),
                    body = table.Column<string>(type: "text", nullable: true, comment: "What is sent, a JSON object; null before the end of the first attempt."),
                    attempts = table.Column<int>(type: "integer", nullable: false, comment: "Attempts begun."),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, comment: "When it is tried again, or when whoever tries it now is taken for lost; null where it is delivered or given up."),
                    last_status = table.Column<int>(type: "integer", nullable: true, comment: "HTTP status of the last answer; null where there was none."),
                    last_error = table.Column<string>(type: "text", nullable: true, comment: "What went wrong in the last attempt; null where nothing did."),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, comment: "When its receiver took it; null where that is not so, also once it is given up."),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When it was written.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                    table.CheckConstraint("ck_notifications_event", "event IN ('completed', 'failed', 'cancelled', 'stalled')");
                    table.ForeignKey(
                        name: "fk_notifications_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Messages that sweeps have ended or stalled, one row a message and receiver; those of an end are written with it.");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_due_at",
                table: "notifications",
                column: "due_at",
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_sweep_id_event_happened_at_url",
                table: "notifications",
                columns: new[] { "sweep_id", "event", "happened_at", "url" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
