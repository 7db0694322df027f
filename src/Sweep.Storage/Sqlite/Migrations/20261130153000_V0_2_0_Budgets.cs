using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_Budgets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: EF Core would copy the table for the constraint.
            migrationBuilder.Sql(
                """
                ALTER TABLE "sweeps" ADD COLUMN "ended_by" TEXT NULL
                  CONSTRAINT "ck_sweeps_ended_by" CHECK (ended_by IN ('trials', 'iterations', 'patience', 'target', 'time', 'train_time'))
                """);
            migrationBuilder.Sql("""ALTER TABLE "sweeps" ADD COLUMN "extends" TEXT NULL""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
