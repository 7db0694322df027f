using Microsoft.Data.Sqlite;
using Sweep.Storage.Relational;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Sqlite;

/// <summary>The statements of a commit, prepared once for a connection.</summary>
internal sealed class SqliteCommitStatements(SqliteConnection connection) : IDisposable
{
    public SqliteStatement SweepState { get; } = new(connection, $"SELECT state, {PlanCuts.TakesBelow} FROM sweeps WHERE id = ?1");

    /// <summary>The first commit wins, but a result replaces a failed row.</summary>
    public SqliteStatement InsertTrial { get; } = new(
        connection,
        $"""
        INSERT INTO trials ({TrialColumns.Names})
        VALUES ({TrialBinding.Places})
        ON CONFLICT (sweep_id, number) DO UPDATE SET {TrialColumns.Replacement}
        WHERE trials.state = 'failed' AND excluded.state <> 'failed'
        """);

    public SqliteStatement FindTrial { get; } = new(connection, "SELECT 1 FROM trials WHERE sweep_id = ?1 AND number = ?2");

    public SqliteStatement InsertCurve { get; } = new(
        connection, "INSERT INTO loss_curves (sweep_id, number, every, last_iteration, loss, accuracy) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    public SqliteStatement InsertMetric { get; } = new(
        connection, "INSERT INTO metric_curves (sweep_id, number, metric, steps, \"values\") VALUES (?1, ?2, ?3, ?4, ?5)");

    public SqliteStatement FindLease { get; } = new(connection, "SELECT 1 FROM leases WHERE id = ?1 AND sweep_id = ?2");

    public SqliteStatement DeleteLease { get; } = new(connection, "DELETE FROM leases WHERE id = ?1");

    public SqliteStatement AnyCheckpoint { get; } = new(connection, "SELECT 1 FROM checkpoints LIMIT 1");

    public SqliteStatement DeleteCheckpoint { get; } = new(connection, "DELETE FROM checkpoints WHERE sweep_id = ?1 AND number = ?2");

    public SqliteStatement FindEpoch { get; } = new(connection, "SELECT 1 FROM sweeps WHERE id = ?1 AND epoch = ?2 AND owner IS NOT NULL");

    public SqliteStatement InsertRung { get; } = new(
        connection,
        $"""
        INSERT INTO rungs (sweep_id, {RungQueries.Columns})
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT DO NOTHING
        """);

    public void Dispose()
    {
        FindEpoch.Dispose();
        InsertRung.Dispose();
        AnyCheckpoint.Dispose();
        DeleteCheckpoint.Dispose();
        SweepState.Dispose();
        InsertTrial.Dispose();
        FindTrial.Dispose();
        InsertCurve.Dispose();
        InsertMetric.Dispose();
        FindLease.Dispose();
        DeleteLease.Dispose();
    }
}
