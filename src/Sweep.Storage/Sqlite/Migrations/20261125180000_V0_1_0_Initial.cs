using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class V0_1_0_Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sweeps",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    spec_text = table.Column<string>(type: "TEXT", nullable: false),
                    spec = table.Column<string>(type: "TEXT", nullable: false),
                    spec_hash = table.Column<string>(type: "TEXT", nullable: false),
                    submit_key = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    numerics = table.Column<int>(type: "INTEGER", nullable: false),
                    planned_trials = table.Column<long>(type: "INTEGER", nullable: false),
                    frontier = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    owner_until = table.Column<string>(type: "TEXT", nullable: true),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    finished_at = table.Column<string>(type: "TEXT", nullable: true),
                    trace_parent = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweeps", x => x.id);
                    table.CheckConstraint("ck_sweeps_state", "state IN ('running', 'paused', 'completed', 'failed', 'cancelled')");
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_id = table.Column<string>(type: "TEXT", nullable: false),
                    silo = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<string>(type: "TEXT", nullable: false),
                    ended_at = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    alone = table.Column<bool>(type: "INTEGER", nullable: false, defaultValue: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false, defaultValueSql: "'silo_lost'"),
                    progressed = table.Column<bool>(type: "INTEGER", nullable: false, defaultValue: false),
                    trace_parent = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => new { x.sweep_id, x.number, x.attempt });
                    table.ForeignKey(
                        name: "FK_attempts_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    silo = table.Column<string>(type: "TEXT", nullable: false),
                    numbers = table.Column<string>(type: "TEXT", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    granted_at = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", nullable: false),
                    alone = table.Column<bool>(type: "INTEGER", nullable: false, defaultValue: false),
                    trace_parent = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => x.id);
                    table.ForeignKey(
                        name: "FK_leases_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "trials",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    parameters = table.Column<string>(type: "TEXT", nullable: false),
                    pattern = table.Column<string>(type: "TEXT", nullable: true),
                    learning_rate = table.Column<double>(type: "REAL", nullable: true),
                    iterations = table.Column<int>(type: "INTEGER", nullable: true),
                    samples = table.Column<int>(type: "INTEGER", nullable: true),
                    hidden = table.Column<int>(type: "INTEGER", nullable: true),
                    replicate = table.Column<long>(type: "INTEGER", nullable: false),
                    data_seed = table.Column<long>(type: "INTEGER", nullable: false),
                    init_seed = table.Column<long>(type: "INTEGER", nullable: false),
                    content_key = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    silo = table.Column<string>(type: "TEXT", nullable: false),
                    slot = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<string>(type: "TEXT", nullable: false),
                    finished_at = table.Column<string>(type: "TEXT", nullable: false),
                    train_seconds = table.Column<double>(type: "REAL", nullable: false),
                    trained_iterations = table.Column<int>(type: "INTEGER", nullable: false),
                    final_loss = table.Column<double>(type: "REAL", nullable: true),
                    final_accuracy = table.Column<double>(type: "REAL", nullable: true),
                    best_loss = table.Column<double>(type: "REAL", nullable: true),
                    reached_at = table.Column<int>(type: "INTEGER", nullable: true),
                    converged_at = table.Column<int>(type: "INTEGER", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    trace_id = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trials", x => new { x.sweep_id, x.number });
                    table.CheckConstraint("ck_trials_state", "state IN ('completed', 'pruned', 'failed')");
                    table.ForeignKey(
                        name: "FK_trials_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "loss_curves",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    every = table.Column<int>(type: "INTEGER", nullable: false),
                    last_iteration = table.Column<int>(type: "INTEGER", nullable: false),
                    loss = table.Column<string>(type: "TEXT", nullable: false),
                    accuracy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_loss_curves", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "FK_loss_curves_trials_sweep_id_number",
                        columns: x => new { x.sweep_id, x.number },
                        principalTable: "trials",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_id = table.Column<string>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    iteration = table.Column<int>(type: "INTEGER", nullable: false),
                    points = table.Column<int>(type: "INTEGER", nullable: false),
                    train_seconds = table.Column<double>(type: "REAL", nullable: false),
                    state = table.Column<byte[]>(type: "BLOB", nullable: false),
                    saved_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "FK_checkpoints_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checkpoint_curves",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    start = table.Column<int>(type: "INTEGER", nullable: false),
                    points = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoint_curves", x => new { x.sweep_id, x.number, x.start });
                    table.ForeignKey(
                        name: "FK_checkpoint_curves_checkpoints_sweep_id_number",
                        columns: x => new { x.sweep_id, x.number },
                        principalTable: "checkpoints",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_leases_sweep_id",
                table: "leases",
                column: "sweep_id");

            migrationBuilder.CreateIndex(
                name: "IX_sweeps_created_at_id",
                table: "sweeps",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sweeps_spec_hash",
                table: "sweeps",
                column: "spec_hash");

            migrationBuilder.CreateIndex(
                name: "IX_sweeps_submit_key",
                table: "sweeps",
                column: "submit_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_trials_failed",
                table: "trials",
                columns: new[] { "sweep_id", "number" },
                filter: "state = 'failed'");

            migrationBuilder.Sql(SqliteRuns.Table1);
            migrationBuilder.Sql(SqliteRuns.AfterInsert1);
            migrationBuilder.Sql(SqliteRuns.AfterUpdate1);
            migrationBuilder.Sql(SqliteViews.LossPoints1);
            migrationBuilder.Sql(SqliteViews.PatternConvergence1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
