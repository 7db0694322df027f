using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
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

            migrationBuilder.AlterColumn<string>(
                name: "cause",
                table: "attempts",
                type: "text",
                nullable: false,
                defaultValueSql: "'silo_lost'",
                comment: "silo_lost, silo_hung or trial_lost; a trial is given up after three of the first while it ran alone, or ten of the others in a row.",
                oldClrType: typeof(string),
                oldType: "text",
                oldDefaultValueSql: "'silo_lost'",
                oldComment: "silo_lost, silo_hung or trial_lost; only the first counts against the trial.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "trace_parent",
                table: "attempts");

            migrationBuilder.AlterColumn<string>(
                name: "cause",
                table: "attempts",
                type: "text",
                nullable: false,
                defaultValueSql: "'silo_lost'",
                comment: "silo_lost, silo_hung or trial_lost; only the first counts against the trial.",
                oldClrType: typeof(string),
                oldType: "text",
                oldDefaultValueSql: "'silo_lost'",
                oldComment: "silo_lost, silo_hung or trial_lost; a trial is given up after three of the first while it ran alone, or ten of the others in a row.");
        }
    }
}
