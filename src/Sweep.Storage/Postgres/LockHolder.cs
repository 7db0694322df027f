using Npgsql;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Postgres;

/// <summary>Finds the session of somebody else that keeps Sweep's statements waiting.</summary>
public static class LockHolder
{
    private const int PatienceSeconds = 3;

    // Readers' own lock (AccessShareLock) holds nobody up, but whoever waits behind it for all of a table does. What another role's session is at is
    // shown to few.
    private const string Query =
        $"""
        SELECT a.pid, coalesce(a.usename, 'unknown'), coalesce(nullif(a.application_name, ''), 'unknown program'), coalesce(a.state, 'state unknown'),
               coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0)::bigint, l.mode, c.relname, l.granted
        FROM pg_locks l
        JOIN pg_class c ON c.oid = l.relation
        JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND c.relname IN ('sweeps', 'trials', 'loss_curves', 'runs', 'leases', 'attempts', 'checkpoints', 'checkpoint_curves', 'data_sets',
                            'data_set_contents', 'orleans_clusters', 'orleans_silos', '{PostgresDatabase.HistoryTable}')
          AND l.mode <> 'AccessShareLock'
          AND (a.application_name IS DISTINCT FROM current_setting('application_name') OR (l.granted AND l.mode = 'AccessExclusiveLock'))
        ORDER BY l.granted DESC, l.mode = 'AccessExclusiveLock' DESC, a.xact_start
        LIMIT 1
        """;

    /// <summary>Names the session in <paramref name="failure"/>, where <paramref name="error"/> may be its doing and the server says which it is.</summary>
    public static async Task<StoreException> NameAsync(NpgsqlDataSource source, Exception error, StoreException failure)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(failure);
        return PostgresErrors.MayBeLockedOut(error) && await FindAsync(source) is { } holder
            ? new StoreException($"{failure.Message}: {holder}", failure.IsTransient, error)
            : failure;
    }

    /// <summary>"process 4711 (ann, psql, idle in transaction) has held …"; null where there is none, or the server does not say.</summary>
    private static async Task<string?> FindAsync(NpgsqlDataSource source)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(PatienceSeconds));
            await using var command = source.CreateCommand(Query);
            await using var reader = await command.ExecuteReaderAsync(limit.Token);
            return await reader.ReadAsync(limit.Token)
                ? $"process {reader.GetInt32(0)} ({reader.GetString(1)}, {reader.GetString(2)}, {reader.GetString(3)}) has {(reader.GetBoolean(7) ? "held" : "waited, before all others, for")} "
                    + $"{reader.GetString(5)} on {reader.GetString(6)} for {reader.GetInt64(4)} s; SELECT pg_terminate_backend({reader.GetInt32(0)}) would end it"
                : null;
        }
        catch (Exception silent) when (silent is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }
}
