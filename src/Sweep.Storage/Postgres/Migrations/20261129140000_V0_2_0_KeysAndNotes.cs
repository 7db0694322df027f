using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_KeysAndNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "deleted_at",
                table: "sweeps",
                type: "timestamp with time zone",
                nullable: true,
                comment: "When somebody began to delete it: its rows are going, and Sweep shows it no more; null otherwise.");

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, comment: "The part of the key that names it."),
                    name = table.Column<string>(type: "text", nullable: false, comment: "Whose it is, or what for."),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false, comment: "SHA-256 of the secret."),
                    scope = table.Column<string>(type: "text", nullable: false, comment: "What it allows: read, write or admin, each with those before it."),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When it was made."),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, comment: "From when on it opens nothing; null for never."),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, comment: "When it was taken back; null where it was not."),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, comment: "When it was used last, to the minute; null for never.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                    table.CheckConstraint("ck_api_keys_scope", "scope IN ('read', 'write', 'admin')");
                },
                comment: "Keys that open the HTTP API, swp_ID_SECRET; of the secret there is the hash alone.");

            migrationBuilder.CreateTable(
                name: "sweep_notes",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    note = table.Column<string>(type: "text", nullable: false, comment: "Free text; empty for none.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sweep_notes", x => x.sweep_id);
                    table.ForeignKey(
                        name: "fk_sweep_notes_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "What people wrote to sweeps.");

            migrationBuilder.CreateTable(
                name: "sweep_tags",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    tag = table.Column<string>(type: "text", nullable: false, comment: "One of its tags.", collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sweep_tags", x => new { x.tag, x.sweep_id });
                    table.ForeignKey(
                        name: "fk_sweep_tags_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Words by which people find sweeps again.");

            migrationBuilder.CreateIndex(
                name: "ix_sweep_tags_sweep_id",
                table: "sweep_tags",
                column: "sweep_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
