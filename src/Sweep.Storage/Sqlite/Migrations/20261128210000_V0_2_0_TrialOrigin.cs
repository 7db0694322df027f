using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_TrialOrigin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>

            // By hand: EF Core would copy the table for the constraint, and drop its triggers with the old one.
            migrationBuilder.Sql(
                """
                ALTER TABLE "trials" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'trained'
                  CONSTRAINT "ck_trials_origin" CHECK (origin IN ('trained', 'prefix', 'reused'))
                """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
