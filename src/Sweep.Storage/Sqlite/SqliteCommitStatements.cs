using Microsoft.Data.Sqlite;

namespace Sweep.Storage.Sqlite;

/// <summary>The statements of a commit, prepared once for a connection.</summary>
internal sealed class SqliteCommitStatements(SqliteConnection connection) : IDisposable
{
    public SqliteStatement SweepState { get; } = new(connection, "SELECT state FROM sweeps WHERE id = ?1");

    /// <summary>The first commit wins, but a result replaces a failed row.</summary>
    public SqliteStatement InsertTrial { get; } = new(
        connection,
        """
        INSERT INTO trials (
          sweep_id, number, parameters, pattern, learning_rate, iterations, samples, hidden, replicate, data_seed, init_seed, content_key,
          state, attempt, silo, slot, started_at, finished_at, train_seconds, trained_iterations, final_loss, final_accuracy, best_loss,
          reached_at, converged_at, error, trace_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)
        ON CONFLICT (sweep_id, number) DO UPDATE SET
          parameters = excluded.parameters, pattern = excluded.pattern, learning_rate = excluded.learning_rate,
          iterations = excluded.iterations, samples = excluded.samples, hidden = excluded.hidden, replicate = excluded.replicate,
          data_seed = excluded.data_seed, init_seed = excluded.init_seed, content_key = excluded.content_key, state = excluded.state,
          attempt = excluded.attempt, silo = excluded.silo, slot = excluded.slot, started_at = excluded.started_at,
          finished_at = excluded.finished_at, train_seconds = excluded.train_seconds, trained_iterations = excluded.trained_iterations,
          final_loss = excluded.final_loss, final_accuracy = excluded.final_accuracy, best_loss = excluded.best_loss,
          reached_at = excluded.reached_at, converged_at = excluded.converged_at, error = excluded.error, trace_id = excluded.trace_id
        WHERE trials.state = 'failed' AND excluded.state <> 'failed'
        """);

    public SqliteStatement FindTrial { get; } = new(connection, "SELECT 1 FROM trials WHERE sweep_id = ?1 AND number = ?2");

    public SqliteStatement InsertCurve { get; } = new(
        connection, "INSERT INTO loss_curves (sweep_id, number, every, last_iteration, loss, accuracy) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    public SqliteStatement DeleteLease { get; } = new(connection, "DELETE FROM leases WHERE id = ?1");

    public SqliteStatement AnyCheckpoint { get; } = new(connection, "SELECT 1 FROM checkpoints LIMIT 1");

    public SqliteStatement DeleteCheckpoint { get; } = new(connection, "DELETE FROM checkpoints WHERE sweep_id = ?1 AND number = ?2");

    public void Dispose()
    {
        AnyCheckpoint.Dispose();
        DeleteCheckpoint.Dispose();
        SweepState.Dispose();
        InsertTrial.Dispose();
        FindTrial.Dispose();
        InsertCurve.Dispose();
        DeleteLease.Dispose();
    }
}
