using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_Rungs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rungs",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The trial."),
                    rung = table.Column<int>(type: "integer", nullable: false, comment: "0-based."),
                    step = table.Column<int>(type: "integer", nullable: false, comment: "Steps at which it was judged."),
                    decision = table.Column<string>(type: "text", nullable: false, comment: "kept, pruned, or completed where its target was met."),
                    value = table.Column<double>(type: "double precision", nullable: true, comment: "The value of the objective by which the trial itself was judged; null where it is no finite number."),
                    mean = table.Column<double>(type: "double precision", nullable: true, comment: "Median pruner: the mean of the recorded values until then, over the replicates; null elsewhere."),
                    score = table.Column<double>(type: "double precision", nullable: true, comment: "The value by which its point was judged, the mean over the replicates; null where one has none."),
                    bracket = table.Column<int>(type: "integer", nullable: false, comment: "Bracket of hyperband; 0 elsewhere."),
                    cohort = table.Column<long>(type: "bigint", nullable: false, comment: "Cohort of the bracket, 0-based."),
                    place = table.Column<long>(type: "bigint", nullable: true, comment: "0-based place of its point among those that were compared; null where none are ranked."),
                    among = table.Column<long>(type: "bigint", nullable: false, comment: "How many points were compared."),
                    cutoff = table.Column<double>(type: "double precision", nullable: true, comment: "The score of the last that was kept, the median, or the target; null where there is none.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rungs", x => new { x.sweep_id, x.number, x.rung });
                    table.CheckConstraint("ck_rungs_decision", "decision IN ('kept', 'pruned', 'completed')");
                    table.ForeignKey(
                        name: "fk_rungs_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "What a pruner decided, one row a trial and rung; a trial is judged with its cohort, beside what the cohorts before it showed at that rung.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
