using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class V0_2_0_Budgets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<long>(
                name: "planned_trials",
                table: "sweeps",
                type: "bigint",
                nullable: false,
                comment: "Trials that it is of, the first of the search space, replicates included: all of it, unless its budget says less.",
                oldClrType: typeof(long),
                oldType: "bigint",
                oldComment: "Trials of the whole search space, replicates included.");

            migrationBuilder.AddColumn<string>(
                name: "ended_by",
                table: "sweeps",
                type: "text",
                nullable: true,
                comment: "Which part of its budget made planned_trials fewer than the search space has: trials, iterations, patience, target, time or train_time; null where none did.");

            migrationBuilder.AddColumn<Guid>(
                name: "extends",
                table: "sweeps",
                type: "uuid",
                nullable: true,
                comment: "The sweep that it extends, whose results it has copied; null where it extends none. That sweep may be deleted since.");

            migrationBuilder.AddCheckConstraint(
                name: "ck_sweeps_ended_by",
                table: "sweeps",
                sql: "ended_by IN ('trials', 'iterations', 'patience', 'target', 'time', 'train_time')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
