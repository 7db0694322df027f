using Sweep.Core.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>How far a sweep is.</summary>
/// <param name="Sweep">Its row.</param>
/// <param name="Status">What is told of it.</param>
/// <param name="Now">The present time.</param>
public sealed record SweepHeadModel(SweepRecord Sweep, SweepStatus Status, DateTimeOffset Now)
{
    public double Share => Status.PlannedTrials == 0 ? 1 : (double)Status.Trials.Finished / Status.PlannedTrials;

    /// <summary>At the rate so far; null where it has ended, or nothing is known.</summary>
    public double? SecondsLeft => Status.State == SweepState.Running && Status.TrialsPerSecond is > 0 and var rate
        ? Math.Max(0, Status.PlannedTrials - Status.Trials.Finished) / rate
        : null;

    public double Seconds => ((Status.FinishedAt ?? Now) - Status.CreatedAt).TotalSeconds;
}
