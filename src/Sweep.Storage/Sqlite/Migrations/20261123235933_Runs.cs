using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Runs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SqliteRuns.Table1);
            migrationBuilder.Sql(SqliteRuns.AfterInsert1);
            migrationBuilder.Sql(SqliteRuns.AfterUpdate1);
            migrationBuilder.Sql(SqliteRuns.Fill1);
            migrationBuilder.Sql("DROP VIEW pattern_convergence");
            migrationBuilder.Sql(SqliteViews.PatternConvergence2);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW pattern_convergence");
            migrationBuilder.Sql(SqliteViews.PatternConvergence1);
            migrationBuilder.Sql("DROP TRIGGER runs_after_update");
            migrationBuilder.Sql("DROP TRIGGER runs_after_insert");
            migrationBuilder.Sql("DROP TABLE runs");
        }
    }
}
