using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Sqlite.Migrations
{
    /// <summary>The table of runs leaves pruned trials out: no version before this one has any.</summary>
    public partial class V0_2_0_CompletedRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER runs_after_insert");
            migrationBuilder.Sql("DROP TRIGGER runs_after_update");
            migrationBuilder.Sql(SqliteRuns.AfterInsert3);
            migrationBuilder.Sql(SqliteRuns.AfterUpdate3);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
