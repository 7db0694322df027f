using Microsoft.EntityFrameworkCore.Migrations;
using Sweep.Storage.Postgres.Membership;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Membership : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MembershipSchema.Create1);
            migrationBuilder.Sql(MembershipQueries.Insert1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MembershipSchema.Drop1);
    }
}
