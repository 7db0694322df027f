using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
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
                type: "double precision",
                nullable: true,
                comment: "Last value of the sweep's objective; null for a failed trial, and where it is no finite number.");

            migrationBuilder.AddColumn<double>(
                name: "best_objective",
                table: "trials",
                type: "double precision",
                nullable: true,
                comment: "Best value of the sweep's objective at any step; null for a failed trial, and where none is a finite number.");

            migrationBuilder.AddColumn<bool>(
                name: "diverged",
                table: "trials",
                type: "boolean",
                nullable: false,
                defaultValue: false,
                comment: "Whether training went out of bounds, so that the result is not worth much.");

            migrationBuilder.AddColumn<string>(
                name: "log_tail",
                table: "trials",
                type: "text",
                nullable: true,
                comment: "Last lines that the trainer wrote; null where it wrote none.");

            migrationBuilder.CreateTable(
                name: "metric_curves",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The trial's number in it."),
                    metric = table.Column<string>(type: "text", nullable: false, comment: "Name of the metric.", collation: "C"),
                    steps = table.Column<int[]>(type: "integer[]", nullable: false, comment: "Steps at which it was reported, ascending."),
                    values = table.Column<double[]>(type: "double precision[]", nullable: false, comment: "Its value at each of them, as it was reported: also NaN and infinities.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric_curves", x => new { x.sweep_id, x.number, x.metric });
                    table.ForeignKey(
                        name: "fk_metric_curves_trials_sweep_id_number",
                        columns: x => new { x.sweep_id, x.number },
                        principalTable: "trials",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "What trainers report beside loss_curves: one row a trial and metric; the view metric_points has one row a value, of both tables.");

            migrationBuilder.Sql(PostgresStorage.FillObjectives1);
            migrationBuilder.Sql(PostgresStorage.Metrics1);
            migrationBuilder.Sql(PostgresStorage.Statistics2);
            migrationBuilder.Sql(PostgresViews.MetricPoints1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
