using Npgsql;

namespace Sweep.Benchmarks.Queries;

/// <summary>Looks every 50 ms how many sessions of a database wait for a lock.</summary>
internal sealed class LockWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;
    private long _waits;

    public LockWatch(string database) => _watching = Task.Run(() => WatchAsync(database, _end.Token));

    /// <summary>Sessions that were seen waiting since <see cref="Reset"/>, each time that they were.</summary>
    public long Waits => Volatile.Read(ref _waits);

    public void Reset() => Volatile.Write(ref _waits, 0);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private async Task WatchAsync(string database, CancellationToken end)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(CancellationToken.None);
        await using var ask = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection);
        while (!end.IsCancellationRequested)
        {
            Volatile.Write(ref _waits, _waits + (long)(await ask.ExecuteScalarAsync(CancellationToken.None))!);
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
