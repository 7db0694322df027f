using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Clusters;

/// <summary>How far a sweep is, as the store alone can tell: finished trials, none in training.</summary>
internal static class StoredProgress
{
    /// <summary>Null where the store has no such sweep.</summary>
    public static async Task<SweepProgress?> ReadAsync(ISweepStore store, Guid id, CancellationToken cancellation)
    {
        if (await store.FindSweepAsync(id, cancellation) is not { } sweep)
            return null;
        var totals = await store.TotalTrialsAsync(id, cancellation);
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
}
