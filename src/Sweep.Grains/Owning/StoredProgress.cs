using Sweep.Grains.Contracts;
using Sweep.Storage;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Owning;

/// <summary>How far a sweep is, as the store alone can tell: finished trials, none in training.</summary>
public static class StoredProgress
{
    /// <summary>Null where the store has no such sweep.</summary>
    public static async Task<SweepProgress?> ReadAsync(ISweepRegister sweeps, Guid id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        return await sweeps.FindSweepAsync(id, cancellation) is { } sweep ? Of(sweep, await sweeps.TotalTrialsAsync(id, cancellation)) : null;
    }

    public static SweepProgress Of(SweepRecord sweep, TrialTotals totals)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(totals);
        return new SweepProgress
        {
            Id = sweep.Id,
            Name = sweep.Name,
            State = sweep.State,
            Error = sweep.Error,
            Planned = sweep.PlannedTrials,
            Completed = totals.Completed,
            Pruned = totals.Pruned,
            Failed = totals.Failed,
            TrainSeconds = totals.TrainSeconds,
            TrainedIterations = totals.TrainedIterations,
            Prefix = totals.Prefix,
            Reused = totals.Reused,
            Fraction = (double)totals.Rows / sweep.PlannedTrials,
        };
    }
}
