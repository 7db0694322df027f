using Microsoft.EntityFrameworkCore.Migrations;
using Sweep.Grains.Clustering;

#nullable disable

namespace Sweep.Grains.Storage.Postgres.Migrations
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
