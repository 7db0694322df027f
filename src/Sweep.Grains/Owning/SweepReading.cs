using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Grains.Contracts;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>What a sweep's grain reads from the store.</summary>
internal static class SweepReading
{
    /// <summary>All that an owner keeps in memory, but for the leases.</summary>
    public static async Task<OwnedSweep> ReadOwnedAsync(ISweepRegister sweeps, IOwnerStore store, SweepRecord sweep, SearchSpace space, TimeProvider time)
    {
        // The sums first: what is committed between is in the stock, and no notice of it adds to them a second time.
        var totals = await sweeps.TotalTrialsAsync(sweep.Id, CancellationToken.None);
        var finished = await store.ReadFinishedAsync(sweep.Id, CancellationToken.None);
        return new OwnedSweep(
            sweep,
            space,
            new TrialStock(space, finished.Frontier, finished.Above),
            totals,
            await ReadBestAsync(store, sweep.Id, space.PlannedTrials),
            time.GetElapsedTime(0));
    }

    private static async Task<BestTrial?> ReadBestAsync(IOwnerStore store, Guid id, long planned)
    {
        BestTrial? best = null;
        await foreach (var trial in store.ReadRanksAsync(id, CancellationToken.None).Where(trial => trial.Number < planned))
            best = BestTrial.Better(best, new BestTrial(trial.Number, trial.ReachedAt, trial.BestLoss));
        return best;
    }
}
