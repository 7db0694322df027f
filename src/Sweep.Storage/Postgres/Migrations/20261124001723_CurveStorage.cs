using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class CurveStorage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(PostgresStorage.Curves1);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(PostgresStorage.CurvesBefore1);
    }
}
