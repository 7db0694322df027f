using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Checkpoints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "alone",
                table: "leases",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "alone",
                table: "attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "cause",
                table: "attempts",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'silo_lost'");

            migrationBuilder.AddColumn<bool>(
                name: "progressed",
                table: "attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_id = table.Column<string>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    iteration = table.Column<int>(type: "INTEGER", nullable: false),
                    points = table.Column<int>(type: "INTEGER", nullable: false),
                    train_seconds = table.Column<double>(type: "REAL", nullable: false),
                    state = table.Column<byte[]>(type: "BLOB", nullable: false),
                    saved_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "FK_checkpoints_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checkpoint_curves",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    start = table.Column<int>(type: "INTEGER", nullable: false),
                    points = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoint_curves", x => new { x.sweep_id, x.number, x.start });
                    table.ForeignKey(
                        name: "FK_checkpoint_curves_checkpoints_sweep_id_number",
                        columns: x => new { x.sweep_id, x.number },
                        principalTable: "checkpoints",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });
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
        }
    }
}
