using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_Proposals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "proposals",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The first trial of the point."),
                    parameters = table.Column<string>(type: "jsonb", nullable: false, comment: "The point, as its trials have it."),
                    seen_below = table.Column<long>(type: "bigint", nullable: false, comment: "The results of all trials below this number were known to the sampler, and none above.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proposals", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "fk_proposals_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Points that an adaptive sampler chose, one row a point, written with the lease of its first trial; replicates share it.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
