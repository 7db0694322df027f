using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Checkpoints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "expires_at",
                table: "leases",
                type: "timestamp with time zone",
                nullable: false,
                comment: "When it ends unless its silo, which renews it while it works, is heard of.",
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone",
                oldComment: "When it ends at the latest.");

            migrationBuilder.AddColumn<bool>(
                name: "alone",
                table: "leases",
                type: "boolean",
                nullable: false,
                defaultValue: false,
                comment: "Whether its one trial has the silo to itself until it has made a checkpoint.");

            migrationBuilder.AddColumn<bool>(
                name: "alone",
                table: "attempts",
                type: "boolean",
                nullable: false,
                defaultValue: false,
                comment: "Whether the trial had the silo to itself until it made a checkpoint.");

            migrationBuilder.AddColumn<string>(
                name: "cause",
                table: "attempts",
                type: "text",
                nullable: false,
                defaultValueSql: "'silo_lost'",
                comment: "silo_lost, silo_hung or trial_lost; only the first counts against the trial.");

            migrationBuilder.AddColumn<bool>(
                name: "progressed",
                table: "attempts",
                type: "boolean",
                nullable: false,
                defaultValue: false,
                comment: "Whether it made a checkpoint.");

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The trial's number in it."),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The lease under which it was last written."),
                    attempt = table.Column<int>(type: "integer", nullable: false, comment: "1-based attempt that wrote it."),
                    iteration = table.Column<int>(type: "integer", nullable: false, comment: "Iterations done."),
                    points = table.Column<int>(type: "integer", nullable: false, comment: "Recorded points in checkpoint_curves."),
                    train_seconds = table.Column<double>(type: "double precision", nullable: false, comment: "Thread CPU seconds in training until then, of all attempts that it builds on."),
                    state = table.Column<byte[]>(type: "bytea", nullable: false, comment: "Weights and sums in Sweep's own form, with version, numerics, plan and checksum."),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When it was written.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoints", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "fk_checkpoints_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "How far long trials are that have no result yet; a row goes with the commit of its trial.");

            migrationBuilder.CreateTable(
                name: "checkpoint_curves",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The trial's number in it."),
                    start = table.Column<int>(type: "integer", nullable: false, comment: "0-based place of the first point in the curve."),
                    points = table.Column<byte[]>(type: "bytea", nullable: false, comment: "Losses and correct samples in Sweep's own form, with a checksum.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoint_curves", x => new { x.sweep_id, x.number, x.start });
                    table.ForeignKey(
                        name: "fk_checkpoint_curves_checkpoints_sweep_id_number",
                        columns: x => new { x.sweep_id, x.number },
                        principalTable: "checkpoints",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Curves so far of the trials in checkpoints, as segments that are appended and never changed.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "checkpoint_curves");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropColumn(
                name: "alone",
                table: "leases");

            migrationBuilder.DropColumn(
                name: "alone",
                table: "attempts");

            migrationBuilder.DropColumn(
                name: "cause",
                table: "attempts");

            migrationBuilder.DropColumn(
                name: "progressed",
                table: "attempts");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "expires_at",
                table: "leases",
                type: "timestamp with time zone",
                nullable: false,
                comment: "When it ends at the latest.",
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone",
                oldComment: "When it ends unless its silo, which renews it while it works, is heard of.");
        }
    }
}
