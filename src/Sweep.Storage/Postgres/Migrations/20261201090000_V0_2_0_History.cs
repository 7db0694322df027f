using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_History : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "search_history",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep whose search begins with it."),
                    place = table.Column<int>(type: "integer", nullable: false, comment: "0-based, in the order in which the spec names the sweeps and these have the points."),
                    parameters = table.Column<string>(type: "jsonb", nullable: false, comment: "The point, of the search's parameters."),
                    objectives = table.Column<string>(type: "jsonb", nullable: false, comment: "The value of each objective of the search, an array in their order; null where the point failed."),
                    pruned_at = table.Column<int>(type: "integer", nullable: true, comment: "The step where a pruner stopped it; null where none did."),
                    source_sweep = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep that it is from, which may be deleted since."),
                    source_number = table.Column<long>(type: "bigint", nullable: false, comment: "The first trial of the point there.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_history", x => new { x.sweep_id, x.place });
                    table.ForeignKey(
                        name: "fk_search_history_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Results that were there when a search was submitted, one row a point: its sampler chooses every point by them. Copies, so that the sweeps that they are from may be deleted.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
