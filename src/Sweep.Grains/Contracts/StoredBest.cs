using Sweep.Core.Trainers;
using Sweep.Storage;

namespace Sweep.Grains.Contracts;

/// <summary>The best of the trials that have rows.</summary>
internal static class StoredBest
{
    /// <param name="store">Where they are.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="planned">Numbers from here on are left out.</param>
    /// <param name="objective">What is compared.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<BestTrial?> ReadAsync(IOwnerStore store, Guid sweep, long planned, Objective objective, CancellationToken cancellation)
    {
        BestTrial? best = null;
        await foreach (var trial in store.ReadRanksAsync(sweep, from: 0, cancellation).Where(trial => trial.Number < planned))
            best = BestTrial.Better(best, new BestTrial(trial.Number, trial.ReachedAt, objective.Rank(trial.BestObjective)));
        return best;
    }
}
