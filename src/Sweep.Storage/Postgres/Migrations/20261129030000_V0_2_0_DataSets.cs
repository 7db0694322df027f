using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_DataSets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "data_set_contents",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false, comment: "SHA-256 of content, lower-case hexadecimal."),
                    rows = table.Column<int>(type: "integer", nullable: false, comment: "Rows of the table."),
                    content = table.Column<byte[]>(type: "bytea", nullable: false, comment: "Rows and features (32-bit integers), the features' values row by row (64-bit floats), and a byte a row for its label, 0 or 1; all little-endian.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_set_contents", x => x.hash);
                },
                comment: "The numbers of data sets, each once; a row goes with the last name that it has.");

            migrationBuilder.CreateTable(
                name: "data_sets",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, comment: "What specs call it."),
                    hash = table.Column<string>(type: "text", nullable: false, comment: "The numbers; several names may share them."),
                    features = table.Column<string>(type: "jsonb", nullable: false, comment: "Names of the features, a JSON array, in the order of the numbers."),
                    label = table.Column<string>(type: "text", nullable: false, comment: "The file's column that the labels were."),
                    positive = table.Column<string>(type: "text", nullable: false, comment: "The value of that column whose label is 1."),
                    source = table.Column<string>(type: "text", nullable: false, comment: "Name of the file that it came in."),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When it was added.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_sets", x => x.name);
                    table.ForeignKey(
                        name: "fk_data_sets_data_set_contents_hash",
                        column: x => x.hash,
                        principalTable: "data_set_contents",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Data sets of users: names of the numbers in data_set_contents.");

            migrationBuilder.CreateIndex(
                name: "ix_data_sets_hash",
                table: "data_sets",
                column: "hash");

            migrationBuilder.Sql(PostgresStorage.DataSets1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
