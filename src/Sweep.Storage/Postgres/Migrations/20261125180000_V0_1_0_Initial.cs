using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Sweep.Storage.Postgres.Membership;

#nullable disable

namespace Sweep.Storage.Postgres.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep's id, a version 7 UUID, so that ids ascend with time."),
                    name = table.Column<string>(type: "text", nullable: false, comment: "Name from the spec; need not be unique."),
                    spec_text = table.Column<string>(type: "text", nullable: false, comment: "The spec as it was sent, YAML or JSON."),
                    spec = table.Column<string>(type: "jsonb", nullable: false, comment: "The canonical spec: defaults filled in, ranges expanded, parameters as an array whose order is that of enumeration."),
                    spec_hash = table.Column<string>(type: "text", nullable: false, comment: "SHA-256 of the canonical spec as it was submitted, lower-case hexadecimal."),
                    submit_key = table.Column<string>(type: "text", nullable: true, comment: "Makes submitting idempotent: one sweep a key; null where none was given."),
                    state = table.Column<string>(type: "text", nullable: false, comment: "running, paused, completed, failed or cancelled."),
                    error = table.Column<string>(type: "text", nullable: true, comment: "Why the sweep failed; null otherwise."),
                    numerics = table.Column<int>(type: "integer", nullable: false, comment: "Version of the arithmetic; it changes when any result's bits change."),
                    planned_trials = table.Column<long>(type: "bigint", nullable: false, comment: "Trials of the whole search space, replicates included."),
                    frontier = table.Column<long>(type: "bigint", nullable: false, comment: "Every trial number below it is finished; moves up now and then."),
                    owner = table.Column<string>(type: "text", nullable: true, comment: "The process that grants the sweep's trials; null where none does."),
                    owner_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, comment: "When that ownership ends unless it is renewed."),
                    epoch = table.Column<long>(type: "bigint", nullable: false, comment: "Raised whenever ownership starts anew; fences the owners before."),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When the sweep was accepted."),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, comment: "When it was completed, failed or was cancelled; null before."),
                    trace_parent = table.Column<string>(type: "text", nullable: true, comment: "The span of its submission, to which its trials' traces lead back (traceparent of W3C); null where none was made.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sweeps", x => x.id);
                    table.CheckConstraint("ck_sweeps_state", "state IN ('running', 'paused', 'completed', 'failed', 'cancelled')");
                },
                comment: "Named searches: one row a sweep, from its spec to how it ended.");

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The trial's number in it."),
                    attempt = table.Column<int>(type: "integer", nullable: false, comment: "1-based among the lost attempts of this trial."),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The lease under which it ran."),
                    silo = table.Column<string>(type: "text", nullable: false, comment: "The silo that held the lease."),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When the lease was granted."),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When the loss was noticed."),
                    reason = table.Column<string>(type: "text", nullable: false, comment: "Why there is no result."),
                    alone = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false, comment: "Whether the trial had the silo to itself until it made a checkpoint."),
                    cause = table.Column<string>(type: "text", nullable: false, defaultValueSql: "'silo_lost'", comment: "silo_lost, silo_hung or trial_lost; a trial is given up after three of the first while it ran alone, or ten of the others in a row."),
                    progressed = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false, comment: "Whether it made a checkpoint."),
                    trace_parent = table.Column<string>(type: "text", nullable: true, comment: "Its span, to which that of the attempt after it leads back (traceparent of W3C); null where none was made.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempts", x => new { x.sweep_id, x.number, x.attempt });
                    table.ForeignKey(
                        name: "fk_attempts_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Tries at trials that ended without a result.");

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The lease's id, a version 7 UUID."),
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    silo = table.Column<string>(type: "text", nullable: false, comment: "The silo that holds it."),
                    numbers = table.Column<string>(type: "jsonb", nullable: false, comment: "Runs of trial numbers, [[start, end], ...], ends excluded, in the order in which they run."),
                    epoch = table.Column<long>(type: "bigint", nullable: false, comment: "Epoch of the owner that granted it."),
                    granted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When it was granted."),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When it ends unless its silo, which renews it while it works, is heard of."),
                    alone = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false, comment: "Whether its one trial has the silo to itself until it has made a checkpoint."),
                    trace_parent = table.Column<string>(type: "text", nullable: true, comment: "The span in which it was granted (traceparent of W3C); null where none was made.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leases", x => x.id);
                    table.ForeignKey(
                        name: "fk_leases_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Batches of trials granted to silos; a row goes with the commit of its last trial.");

            migrationBuilder.CreateTable(
                name: "trials",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep that it belongs to."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "0-based place in the sweep's enumeration."),
                    parameters = table.Column<string>(type: "jsonb", nullable: false, comment: "The point as a JSON object, the truth; the columns pattern to hidden are its projections."),
                    pattern = table.Column<string>(type: "text", nullable: true, comment: "Pattern that was learnt; null where the parameters have none."),
                    learning_rate = table.Column<double>(type: "double precision", nullable: true, comment: "Step size of gradient descent on the summed log loss."),
                    iterations = table.Column<int>(type: "integer", nullable: true, comment: "Iterations planned."),
                    samples = table.Column<int>(type: "integer", nullable: true, comment: "Data points."),
                    hidden = table.Column<int>(type: "integer", nullable: true, comment: "Hidden units."),
                    replicate = table.Column<long>(type: "bigint", nullable: false, comment: "0-based replicate of the point; it was added to both seeds."),
                    data_seed = table.Column<long>(type: "bigint", nullable: false, comment: "Seed of the data (NumPy's RandomState)."),
                    init_seed = table.Column<long>(type: "bigint", nullable: false, comment: "Seed of the first weights (NumPy's RandomState)."),
                    content_key = table.Column<string>(type: "text", nullable: false, comment: "Hash of point, seeds and numerics: equal keys have equal bits."),
                    state = table.Column<string>(type: "text", nullable: false, comment: "completed, pruned or failed."),
                    attempt = table.Column<int>(type: "integer", nullable: false, comment: "1-based attempt that gave this row."),
                    silo = table.Column<string>(type: "text", nullable: false, comment: "Where it ran: machine and process."),
                    slot = table.Column<int>(type: "integer", nullable: false, comment: "0-based compute slot of that silo."),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When training began."),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When training ended."),
                    train_seconds = table.Column<double>(type: "double precision", nullable: false, comment: "Thread CPU seconds in training."),
                    trained_iterations = table.Column<int>(type: "integer", nullable: false, comment: "Iterations done; 0 for a failed trial."),
                    final_loss = table.Column<double>(type: "double precision", nullable: true, comment: "Mean log loss of the last iteration, before its update; null for a failed trial."),
                    final_accuracy = table.Column<double>(type: "double precision", nullable: true, comment: "Accuracy of the last iteration, 0 to 1; null for a failed trial."),
                    best_loss = table.Column<double>(type: "double precision", nullable: true, comment: "Least mean log loss of any iteration; null for a failed trial."),
                    reached_at = table.Column<int>(type: "integer", nullable: true, comment: "First iteration whose loss is at or below the sweep's target; null if none."),
                    converged_at = table.Column<int>(type: "integer", nullable: true, comment: "First iteration from which the loss stays at or below the target to the end; null if none."),
                    error = table.Column<string>(type: "text", nullable: true, comment: "Why the trial failed; null otherwise."),
                    trace_id = table.Column<string>(type: "text", nullable: true, comment: "Trace of the attempt, 32 hexadecimal digits; null where none was kept.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trials", x => new { x.sweep_id, x.number });
                    table.CheckConstraint("ck_trials_state", "state IN ('completed', 'pruned', 'failed')");
                    table.ForeignKey(
                        name: "fk_trials_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Finished trials: one row a training run that completed, was pruned or failed.");

            migrationBuilder.CreateTable(
                name: "loss_curves",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The trial's number in it."),
                    every = table.Column<int>(type: "integer", nullable: false, comment: "Iterations between recorded points: element k (0-based) is iteration every * k."),
                    last_iteration = table.Column<int>(type: "integer", nullable: false, comment: "Iteration of the last element."),
                    loss = table.Column<float[]>(type: "real[]", nullable: false, comment: "Mean log loss of each recorded iteration, before its update."),
                    accuracy = table.Column<float[]>(type: "real[]", nullable: false, comment: "Accuracy of each recorded iteration, 0 to 1.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_loss_curves", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "fk_loss_curves_trials_sweep_id_number",
                        columns: x => new { x.sweep_id, x.number },
                        principalTable: "trials",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Loss curves: one row a trial with all its recorded points; the view loss_points has one row a point.");

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The trial's number in it."),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The lease under which it was last written."),
                    attempt = table.Column<int>(type: "integer", nullable: false, comment: "1-based attempt that wrote it."),
                    iteration = table.Column<int>(type: "integer", nullable: false, comment: "Iterations done."),
                    points = table.Column<int>(type: "integer", nullable: false, comment: "Recorded points in checkpoint_curves."),
                    train_seconds = table.Column<double>(type: "double precision", nullable: false, comment: "Thread CPU seconds in training until then, of all attempts that it builds on."),
                    state = table.Column<byte[]>(type: "bytea", nullable: false, comment: "Weights and sums in Sweep's own form, with version, numerics, plan and checksum."),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, comment: "When it was written.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoints", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "fk_checkpoints_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "How far long trials are that have no result yet; a row goes with the commit of its trial.");

            migrationBuilder.CreateTable(
                name: "checkpoint_curves",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false, comment: "The sweep."),
                    number = table.Column<long>(type: "bigint", nullable: false, comment: "The trial's number in it."),
                    start = table.Column<int>(type: "integer", nullable: false, comment: "0-based place of the first point in the curve."),
                    points = table.Column<byte[]>(type: "bytea", nullable: false, comment: "Losses and correct samples in Sweep's own form, with a checksum.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoint_curves", x => new { x.sweep_id, x.number, x.start });
                    table.ForeignKey(
                        name: "fk_checkpoint_curves_checkpoints_sweep_id_number",
                        columns: x => new { x.sweep_id, x.number },
                        principalTable: "checkpoints",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Curves so far of the trials in checkpoints, as segments that are appended and never changed.");

            migrationBuilder.CreateIndex(
                name: "ix_leases_sweep_id",
                table: "leases",
                column: "sweep_id");

            migrationBuilder.CreateIndex(
                name: "ix_sweeps_created_at_id",
                table: "sweeps",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sweeps_spec_hash",
                table: "sweeps",
                column: "spec_hash");

            migrationBuilder.CreateIndex(
                name: "ix_sweeps_submit_key",
                table: "sweeps",
                column: "submit_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_trials_failed",
                table: "trials",
                columns: new[] { "sweep_id", "number" },
                filter: "state = 'failed'");

            migrationBuilder.Sql(PostgresRuns.Table1);
            migrationBuilder.Sql(PostgresRuns.Triggers1);
            migrationBuilder.Sql(PostgresViews.LossPoints1);
            migrationBuilder.Sql(PostgresViews.PatternConvergence1);
            migrationBuilder.Sql(PostgresStorage.Curves1);
            migrationBuilder.Sql(PostgresStorage.Statistics1);
            migrationBuilder.Sql(MembershipSchema.Create1);
            migrationBuilder.Sql(MembershipQueries.Insert1);
            migrationBuilder.Sql(
                $"""
                 COMMENT ON TABLE {PostgresDatabase.HistoryTable} IS 'Migrations of the schema that this database has.';
                 COMMENT ON COLUMN {PostgresDatabase.HistoryTable}."MigrationId" IS 'The migration, its time of writing first.';
                 COMMENT ON COLUMN {PostgresDatabase.HistoryTable}."ProductVersion" IS 'Version of EF Core that applied it.';
                 """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("a schema only goes forward: to go back, restore a backup of the database");
    }
}
