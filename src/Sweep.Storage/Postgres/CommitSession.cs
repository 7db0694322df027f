using Npgsql;
using NpgsqlTypes;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>
/// The statements of one commit, in its transaction, on a connection of the pool. Nothing of them stays with the session but what was
/// prepared, which is done only where the session is ours: see <see cref="PostgresDatabase.OwnsSessionAsync"/>.
/// </summary>
internal sealed class CommitSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly bool _prepares;
    private long _curvesBefore;

    private CommitSession(NpgsqlConnection connection, NpgsqlTransaction transaction, bool prepares) =>
        (_connection, _transaction, _prepares) = (connection, transaction, prepares);

    public static async Task<CommitSession> BeginAsync(PostgresDatabase database, CancellationToken cancellation)
    {
        var connection = await database.OpenAsync(cancellation);
        try
        {
            var prepares = await database.OwnsSessionAsync(connection, cancellation);
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var limit = new NpgsqlCommand(PostgresDatabase.Settings, connection, transaction);
            await limit.ExecuteNonQueryAsync(cancellation);
            return new CommitSession(connection, transaction, prepares);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Locks the sweeps against cancels and cuts; returns those that accept trials, each with the number from which on it takes none.</summary>
    public async Task<Dictionary<Guid, long>> OpenSweepsAsync(Guid[] sweeps, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction)
        { BatchCommands = { OfIds(CommitSql.LockSweeps, sweeps), OfIds(CommitSql.ReadAccepting, sweeps), new(CommitSql.CountCurves) } };
        if (_prepares)
            await batch.PrepareAsync(cancellation);
        var accepting = new Dictionary<Guid, long>();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            accepting.Add(reader.GetGuid(0), reader.GetInt64(1));
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        _curvesBefore = reader.GetInt64(0);
        return accepting;
    }

    /// <summary>Holds a lease to the end of the transaction; false where it has ended.</summary>
    public async Task<bool> HoldLeaseAsync(Guid lease, Guid sweep, CancellationToken cancellation)
    {
        await using var hold = new NpgsqlCommand(CommitSql.HoldLease, _connection, _transaction)
        { Parameters = { new NpgsqlParameter<Guid> { TypedValue = lease }, new NpgsqlParameter<Guid> { TypedValue = sweep } } };
        return await hold.ExecuteScalarAsync(cancellation) is not null;
    }

    /// <summary>Inserts the trials; returns the numbers that won, true where a failed row was replaced.</summary>
    public async Task<Dictionary<(Guid Sweep, long Number), bool>> InsertTrialsAsync(StagedTrials trials, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand(CommitSql.InsertTrials, _connection, _transaction);
        trials.AddTo(insert.Parameters);
        if (_prepares)
            await insert.PrepareAsync(cancellation);
        var winners = new Dictionary<(Guid, long), bool>();
        await using var reader = await insert.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            winners.Add((reader.GetGuid(0), reader.GetInt64(1)), reader.GetBoolean(2));
        return winners;
    }

    /// <summary>The first of these trials, whose rows were inserted into a table, that has none there; null where all have one.</summary>
    public async Task<long?> FindDroppedAsync(string table, IReadOnlyList<FinishedTrial> trials, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand(CommitSql.FindDropped(table), _connection, _transaction) { Parameters = { Sweeps(trials), Numbers(trials) } };
        return (long?)await find.ExecuteScalarAsync(cancellation);
    }

    /// <summary>The first of these trials that has no row of one of its metrics, which were sent; null where all are there.</summary>
    public async Task<long?> FindDroppedMetricAsync(IReadOnlyList<FinishedTrial> trials, CancellationToken cancellation)
    {
        FinishedTrial[] owners = [.. trials.SelectMany(trial => Enumerable.Repeat(trial, trial.Metrics.Count))];
        string[] metrics = [.. trials.SelectMany(trial => trial.Metrics.Select(metric => metric.Metric))];
        await using var find = new NpgsqlCommand(CommitSql.FindDroppedMetric, _connection, _transaction)
        { Parameters = { Sweeps(owners), Numbers(owners), new NpgsqlParameter<string[]> { TypedValue = metrics } } };
        return (long?)await find.ExecuteScalarAsync(cancellation);
    }

    public Task<NpgsqlRawCopyStream> BeginCopyAsync(string copy, CancellationToken cancellation) =>
        _connection.BeginRawBinaryCopyAsync(copy, cancellation);

    /// <summary>Deletes the checkpoints of these trials, and leases; returns how many curves have come into the table in this transaction.</summary>
    public async Task<long> ClearMachineryAsync(IReadOnlyList<FinishedTrial> trials, Guid[] leases, CancellationToken cancellation)
    {
        var checkpoints = new NpgsqlBatchCommand(CommitSql.DeleteCheckpoints) { Parameters = { Sweeps(trials), Numbers(trials) } };
        await using var batch = new NpgsqlBatch(_connection, _transaction)
        { BatchCommands = { checkpoints, OfIds(CommitSql.DeleteLeases, leases), new(CommitSql.CountCurves) } };
        if (_prepares)
            await batch.PrepareAsync(cancellation);
        return (long)(await batch.ExecuteScalarAsync(cancellation))! - _curvesBefore;
    }

    public Task CommitAsync(CancellationToken cancellation) => _transaction.CommitAsync(cancellation);

    /// <summary>Undoes what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static NpgsqlBatchCommand OfIds(string statement, Guid[] ids) => new(statement) { Parameters = { Ids(ids) } };

    private static NpgsqlParameter<Guid[]> Sweeps(IReadOnlyList<FinishedTrial> trials) => Ids([.. trials.Select(trial => trial.SweepId)]);

    private static NpgsqlParameter<long[]> Numbers(IReadOnlyList<FinishedTrial> trials) =>
        new() { TypedValue = [.. trials.Select(trial => trial.Trial.Number)] };

    private static NpgsqlParameter<Guid[]> Ids(Guid[] ids) => new() { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };
}
