using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Runs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(PostgresRuns.Table1);
            migrationBuilder.Sql(PostgresRuns.Triggers1);
            migrationBuilder.Sql(PostgresRuns.Fill1);
            migrationBuilder.Sql("DROP VIEW pattern_convergence");
            migrationBuilder.Sql(PostgresViews.PatternConvergence2);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW pattern_convergence");
            migrationBuilder.Sql(PostgresViews.PatternConvergence1);
            migrationBuilder.Sql("DROP TRIGGER runs_after_update ON trials");
            migrationBuilder.Sql("DROP TRIGGER runs_after_insert ON trials");
            migrationBuilder.Sql("DROP FUNCTION keep_runs()");
            migrationBuilder.Sql("DROP TABLE runs");
        }
    }
}
