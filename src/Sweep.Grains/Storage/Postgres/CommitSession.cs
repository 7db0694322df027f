using Npgsql;
using NpgsqlTypes;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// A connection kept for committing, with its staging table and prepared statements; the pool's own would lose both at every return.
/// </summary>
internal sealed class CommitSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _openSweeps;
    private readonly NpgsqlCommand _insertTrials;
    private readonly NpgsqlBatch _clearMachinery;

    private CommitSession(NpgsqlConnection connection)
    {
        _connection = connection;
        _openSweeps = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(CommitSql.LockSweeps), new NpgsqlBatchCommand(CommitSql.ReadAccepting) },
        };
        foreach (var command in _openSweeps.BatchCommands)
            command.Parameters.Add(Ids());
        _insertTrials = new NpgsqlCommand(CommitSql.InsertTrials, connection) { Parameters = { Ids() } };
        _clearMachinery = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(CommitSql.DeleteCheckpoints), new NpgsqlBatchCommand(CommitSql.DeleteLeases) },
        };
        foreach (var command in _clearMachinery.BatchCommands)
            command.Parameters.Add(Ids());
    }

    /// <summary>False once the server or the network has dropped it.</summary>
    public bool IsAlive => _connection.State == System.Data.ConnectionState.Open;

    public static async Task<CommitSession> OpenAsync(PostgresDatabase database, CancellationToken cancellation)
    {
        var connection = await database.OpenAsync(cancellation);
        var session = new CommitSession(connection);
        try
        {
            await using var stage = new NpgsqlCommand(CommitSql.CreateStage, connection);
            await stage.ExecuteNonQueryAsync(cancellation);
            await session._openSweeps.PrepareAsync(cancellation);
            await session._insertTrials.PrepareAsync(cancellation);
            await session._clearMachinery.PrepareAsync(cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public ValueTask<NpgsqlTransaction> BeginAsync(CancellationToken cancellation) => _connection.BeginTransactionAsync(cancellation);

    /// <summary>Locks the sweeps against cancels; returns those that accept trials.</summary>
    public async Task<HashSet<Guid>> OpenSweepsAsync(Guid[] sweeps, CancellationToken cancellation)
    {
        foreach (var command in _openSweeps.BatchCommands)
            command.Parameters[0].Value = sweeps;
        var accepting = new HashSet<Guid>();
        await using var reader = await _openSweeps.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            accepting.Add(reader.GetGuid(0));
        return accepting;
    }

    /// <summary>Inserts the staged trials of the sweeps; returns the numbers that won, true where a failed row was replaced.</summary>
    public async Task<Dictionary<(Guid Sweep, long Number), bool>> InsertTrialsAsync(Guid[] sweeps, CancellationToken cancellation)
    {
        _insertTrials.Parameters[0].Value = sweeps;
        var winners = new Dictionary<(Guid, long), bool>();
        await using var reader = await _insertTrials.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            winners.Add((reader.GetGuid(0), reader.GetInt64(1)), reader.GetBoolean(2));
        return winners;
    }

    /// <summary>The first number that was inserted and has no row; null where all have one.</summary>
    public async Task<long?> FindDroppedAsync(Guid[] sweeps, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand(CommitSql.FindDropped, _connection);
        find.Parameters.Add(Ids());
        find.Parameters[0].Value = sweeps;
        return (long?)await find.ExecuteScalarAsync(cancellation);
    }

    public Task<NpgsqlRawCopyStream> BeginCopyAsync(string copy, CancellationToken cancellation) =>
        _connection.BeginRawBinaryCopyAsync(copy, cancellation);

    /// <summary>Deletes the checkpoints of what was staged of the sweeps, and leases.</summary>
    public async Task ClearMachineryAsync(Guid[] sweeps, Guid[] leases, CancellationToken cancellation)
    {
        _clearMachinery.BatchCommands[0].Parameters[0].Value = sweeps;
        _clearMachinery.BatchCommands[1].Parameters[0].Value = leases;
        await _clearMachinery.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _openSweeps.DisposeAsync();
        await _insertTrials.DisposeAsync();
        await _clearMachinery.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static NpgsqlParameter Ids() => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = Array.Empty<Guid>() };
}
