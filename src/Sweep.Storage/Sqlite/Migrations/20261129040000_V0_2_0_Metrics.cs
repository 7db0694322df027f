using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_Metrics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "final_objective",
                table: "trials",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "best_objective",
                table: "trials",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "diverged",
                table: "trials",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "log_tail",
                table: "trials",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "metric_curves",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    metric = table.Column<string>(type: "TEXT", nullable: false),
                    steps = table.Column<string>(type: "TEXT", nullable: false),
                    values = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_metric_curves", x => new { x.sweep_id, x.number, x.metric });
                    table.ForeignKey(
                        name: "FK_metric_curves_trials_sweep_id_number",
                        columns: x => new { x.sweep_id, x.number },
                        principalTable: "trials",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql(SqliteObjectives.Fill1);
            migrationBuilder.Sql(SqliteRuns.AfterUpdate1);
            migrationBuilder.Sql(SqliteViews.MetricPoints1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
