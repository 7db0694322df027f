using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AttemptTraces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "trace_parent",
                table: "attempts",
                type: "text",
                nullable: true,
                comment: "Its span, to which that of the attempt after it leads back (traceparent of W3C); null where none was made.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "trace_parent",
                table: "attempts");
        }
    }
}
