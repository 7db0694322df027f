using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Traces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "trace_parent",
                table: "sweeps",
                type: "text",
                nullable: true,
                comment: "The span of its submission, to which its trials' traces lead back (traceparent of W3C); null where none was made.");

            migrationBuilder.AddColumn<string>(
                name: "trace_parent",
                table: "leases",
                type: "text",
                nullable: true,
                comment: "The span in which it was granted (traceparent of W3C); null where none was made.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "trace_parent",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "trace_parent",
                table: "leases");
        }
    }
}
