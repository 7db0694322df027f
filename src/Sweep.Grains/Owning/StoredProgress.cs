using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Storage;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Owning;

/// <summary>
/// How far a sweep is, as the store alone can tell: finished trials, none in training. Counting is over all its rows and may be asked for twice a second, so
/// that it is done again once the sweep's row has changed, or after as long a rest as keeps it to a small share of the time.
/// </summary>
/// <param name="id">The sweep.</param>
/// <param name="sweeps">The store.</param>
/// <param name="time">The clock.</param>
public sealed class StoredProgress(Guid id, ISweepRegister sweeps, TimeProvider time)
{
    private const int RestFactor = 20;

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    private Counted? _counted;

    /// <summary>Null where the store has no such sweep.</summary>
    public async Task<SweepProgress?> ReadAsync(CancellationToken cancellation)
    {
        if (await sweeps.FindSweepAsync(id, cancellation) is not { } sweep)
            return null;
        var mark = new Mark(sweep.State, sweep.Error, sweep.PlannedTrials, sweep.Frontier, sweep.Epoch, sweep.FinishedAt);
        var since = time.GetTimestamp();
        if (_counted is { } known && known.Mark == mark && time.GetElapsedTime(known.At, since) < known.Rest)
            return known.Progress;
        var progress = Of(sweep, await sweeps.TotalTrialsAsync(id, cancellation));
        var at = time.GetTimestamp();
        var rest = time.GetElapsedTime(since, at) * RestFactor;
        _counted = new Counted(mark, progress, at, rest < LongestRest ? rest : LongestRest);
        return progress;
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

    private sealed record Counted(Mark Mark, SweepProgress Progress, long At, TimeSpan Rest);

    private sealed record Mark(SweepState State, string? Error, long Planned, long Frontier, long Epoch, DateTimeOffset? FinishedAt);
}
