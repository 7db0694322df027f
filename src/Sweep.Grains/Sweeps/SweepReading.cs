using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Sweeps;

/// <summary>What a sweep's grain reads from the store.</summary>
internal static class SweepReading
{
    /// <summary>All that an owner keeps in memory, but for the leases.</summary>
    public static async Task<OwnedSweep> ReadOwnedAsync(ISweepStore store, SweepRecord sweep, SearchSpace space, TimeProvider time)
    {
        var finished = await store.ReadFinishedAsync(sweep.Id, CancellationToken.None);
        return new OwnedSweep(
            sweep,
            space,
            new TrialStock(space, finished.Frontier, finished.Above),
            await store.TotalTrialsAsync(sweep.Id, CancellationToken.None),
            await ReadBestAsync(store, sweep.Id),
            time.GetUtcNow());
    }

    /// <summary>Progress of a sweep that nobody owns here.</summary>
    /// <exception cref="KeyNotFoundException">The store has no such sweep.</exception>
    public static async Task<SweepProgress> ReadProgressAsync(ISweepStore store, Guid id)
    {
        var sweep = await store.FindSweepAsync(id, CancellationToken.None)
            ?? throw new KeyNotFoundException($"sweep {id:d} is not in {store.Description}");
        var totals = await store.TotalTrialsAsync(id, CancellationToken.None);
        return new SweepProgress
        {
            Id = id,
            Name = sweep.Name,
            State = sweep.State,
            Error = sweep.Error,
            Planned = sweep.PlannedTrials,
            Completed = totals.Completed,
            Pruned = totals.Pruned,
            Failed = totals.Failed,
            TrainSeconds = totals.TrainSeconds,
            TrainedIterations = totals.TrainedIterations,
            Fraction = (double)totals.Rows / sweep.PlannedTrials,
        };
    }

    private static async Task<BestTrial?> ReadBestAsync(ISweepStore store, Guid id)
    {
        BestTrial? best = null;
        await foreach (var trial in store.ReadConvergenceAsync(id, CancellationToken.None))
            best = BestTrial.Better(best, new BestTrial(trial.Number, trial.ReachedAt, trial.BestLoss));
        return best;
    }
}
