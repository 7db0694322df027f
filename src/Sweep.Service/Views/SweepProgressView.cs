using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;

namespace Sweep.Service.Views;

/// <summary>How far a sweep is, as events have it.</summary>
/// <param name="Trials">By state; they sum to the planned ones.</param>
/// <param name="Fraction">Share of its work that is committed, weighted by cost, 0 to 1.</param>
/// <param name="SecondsLeft">At the present rate; null before there is one.</param>
/// <param name="TrainSeconds">Thread CPU seconds in training.</param>
/// <param name="StoreTrouble">Why the database takes nothing just now; null while all is well.</param>
public sealed record SweepProgressView(
    Guid SweepId,
    string Name,
    SweepState State,
    string? Error,
    long PlannedTrials,
    TrialCounts Trials,
    double Fraction,
    double? SecondsLeft,
    double TrialsPerSecond,
    double TrainSeconds,
    long TrainedIterations,
    string? StoreTrouble)
{
    /// <param name="progress">What its owner or the store says.</param>
    public static SweepProgressView Of(SweepProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return new SweepProgressView(
            progress.Id,
            progress.Name,
            progress.State,
            progress.Error,
            progress.Planned,
            new TrialCounts(progress.Waiting, progress.Running, progress.Completed, progress.Pruned, progress.Failed, progress.Cancelled),
            progress.Fraction,
            progress.SecondsLeft,
            progress.TrialsPerSecond,
            progress.TrainSeconds,
            progress.TrainedIterations,
            progress.StoreTrouble);
    }
}
