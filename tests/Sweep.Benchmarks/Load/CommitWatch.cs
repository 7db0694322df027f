using System.Diagnostics;
using Npgsql;

namespace Sweep.Benchmarks.Load;

/// <summary>
/// Follows from outside, in the store, how many trials of the next sweep are committed: the last number in the primary key's index,
/// which a look reads in a fraction of a millisecond. Numbers are committed in order but for the few hundred in flight.
/// </summary>
internal sealed class CommitWatch : IAsyncDisposable
{
    private const string NewestSql = "(SELECT id FROM sweeps ORDER BY created_at DESC LIMIT 1)";

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(25);

    private readonly List<(double Seconds, long Committed)> _looks = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    private CommitWatch(NpgsqlConnection connection, Guid former) => _watching = WatchAsync(connection, former);

    /// <summary>Begins to look for a sweep newer than all that are there.</summary>
    public static async Task<CommitWatch> StartAsync(NpgsqlDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        await using var newest = new NpgsqlCommand($"SELECT {NewestSql}", connection);
        return new CommitWatch(connection, await newest.ExecuteScalarAsync() is Guid id ? id : Guid.Empty);
    }

    /// <summary>Ends looking; only then is <see cref="CostBetween"/> to be asked.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _watching;
    }

    /// <summary>Seconds a trial between the commits that brought the sweep to <paramref name="from"/> and to <paramref name="to"/> trials.</summary>
    public double CostBetween(long from, long to)
    {
        var (start, end) = (_looks.First(look => look.Committed >= from), _looks.First(look => look.Committed >= to));
        return (end.Seconds - start.Seconds) / (end.Committed - start.Committed);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WatchAsync(NpgsqlConnection connection, Guid former)
    {
        await using var owned = connection;
        await using var command = new NpgsqlCommand(
            $"SELECT coalesce(max(number) + 1, 0) FROM trials WHERE sweep_id = {NewestSql} AND sweep_id <> $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = former });
        using var timer = new PeriodicTimer(Period);
        var clock = Stopwatch.StartNew();
        bool goesOn;
        do
        {
            // The last look comes after the wish to stop, so that the end is among those seen.
            goesOn = await NextAsync(timer);
            var committed = (long)(await command.ExecuteScalarAsync())!;
            _looks.Add((clock.Elapsed.TotalSeconds, committed));
        }
        while (goesOn);
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
