using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_TrialOrigin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "trials",
                type: "text",
                nullable: false,
                defaultValueSql: "'trained'",
                comment: "How the result came about: trained, prefix (of a longer trial's training) or reused (copied from another sweep).");

            migrationBuilder.AddCheckConstraint(
                name: "ck_trials_origin",
                table: "trials",
                sql: "origin IN ('trained', 'prefix', 'reused')");

            migrationBuilder.Sql(PostgresStorage.Statistics1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
