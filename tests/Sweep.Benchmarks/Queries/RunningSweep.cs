using System.Diagnostics;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Benchmarks.Queries;

/// <summary>A sweep whose results, which nothing trained, are committed one batch after the other, as a silo's writer does.</summary>
internal sealed class RunningSweep : IAsyncDisposable
{
    private readonly ISweepStore _store;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _committing;
    private long _committed;

    private RunningSweep(ISweepStore store, Guid id, SyntheticSweep shape, int rate, int batch)
    {
        _store = store;

        // Made before: making them is the work of others.
        var batches = Enumerable.Range(0, 40).Select(k => Enumerable.Range(0, batch).Select(n => shape.TrialOf(id, (k * batch) + n)).ToArray()).ToArray();
        _committing = Task.Run(() => CommitAsync(id, batches, rate, _end.Token));
    }

    /// <param name="rate">Trials a second; 0 for as many as there can be.</param>
    /// <param name="batch">Trials of a commit.</param>
    public static async Task<RunningSweep> StartAsync(string database, SyntheticSweep shape, int rate, int batch)
    {
        var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var canonical = CanonicalSpec.ToJson(shape.Spec);
        var sweep = await store.SubmitAsync(
            new NewSweep(
                Guid.CreateVersion7(), "running", canonical, canonical, CanonicalSpec.Hash(canonical), null, Numerics.Version, SpecLimits.PlannedTrials),
            CancellationToken.None);
        return new RunningSweep(store, sweep.Id, shape, rate, batch);
    }

    /// <summary>Trials a second that are committed while something is done.</summary>
    public async Task<double> MeasureAsync(Func<Task> work)
    {
        var (before, started) = (Volatile.Read(ref _committed), Stopwatch.GetTimestamp());
        await work();
        return (Volatile.Read(ref _committed) - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _committing;
        await _store.DisposeAsync();
        _end.Dispose();
    }

    private async Task CommitAsync(Guid id, FinishedTrial[][] batches, int rate, CancellationToken end)
    {
        var started = Stopwatch.GetTimestamp();
        for (var k = 0L; !end.IsCancellationRequested; k++)
        {
            // The same results again under numbers that are not there yet.
            var shift = k / batches.Length * batches.Length * batches[0].Length;
            FinishedTrial[] batch = [.. batches[k % batches.Length].Select(trial => trial with
            {
                SweepId = id, Trial = trial.Trial with { Number = trial.Trial.Number + shift, Replicate = (uint)(trial.Trial.Replicate + shift) },
            })];
            await _store.CommitAsync(batch, [], CancellationToken.None);
            Volatile.Write(ref _committed, _committed + batch.Length);
            var ahead = rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)_committed / rate) - Stopwatch.GetElapsedTime(started);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, CancellationToken.None);
        }
    }
}
