using System.Text.Json.Serialization;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Grains.Contracts;
using Sweep.Storage.Sweeps;

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
    /// <summary>Finished trials by how their results came about.</summary>
    public OriginCounts? Origins { get; init; }

    /// <summary>The best so far; null before there is one, and where only the database is asked.</summary>
    public LeadingTrial? Best { get; init; }

    /// <summary>What is in training; left out where nobody asked for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RunningTrial>? RunningTrials { get; init; }

    /// <param name="progress">What its owner or the store says.</param>
    /// <param name="sweep">The sweep, whose objective says which values are better.</param>
    public static SweepProgressView Of(SweepProgress progress, SweepRecord sweep)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(sweep);
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
            progress.StoreTrouble)
        {
            Origins = new OriginCounts(progress.Finished - progress.Prefix - progress.Reused, progress.Prefix, progress.Reused),
            Best = progress.Best is { } best ? new LeadingTrial(best.Number, best.ReachedAt, best.BestLoss * SignOf(sweep)) : null,
            RunningTrials =
            [
                .. progress.RunningTrials.OrderBy(trial => trial.Number).Select(trial => RunningTrial.Of(trial) with { Objective = Known(trial.Loss) }),
            ],
        };
    }

    /// <summary>What was told, as owners tell it.</summary>
    internal SweepProgress ToProgress(SweepRecord sweep) => new()
    {
        Id = SweepId,
        Name = Name,
        State = State,
        Error = Error,
        Planned = PlannedTrials,
        Completed = Trials.Completed,
        Pruned = Trials.Pruned,
        Failed = Trials.Failed,
        TrainSeconds = TrainSeconds,
        TrainedIterations = TrainedIterations,
        Fraction = Fraction,
        SecondsLeft = SecondsLeft,
        TrialsPerSecond = TrialsPerSecond,
        RunningTrials =
        [
            .. (RunningTrials ?? []).Select(trial =>
                new TrialProgress(trial.Number, trial.Attempt, trial.Iteration, trial.Iterations, trial.Objective ?? double.NaN)),
        ],
        Best = Best is { } best ? new BestTrial(best.Number, best.ReachedAt, best.BestObjective * SignOf(sweep)) : null,
        StoreTrouble = StoreTrouble,
        Prefix = Origins?.Prefix ?? 0,
        Reused = Origins?.Reused ?? 0,
    };

    /// <summary>Owners keep values so that the smallest is the best.</summary>
    private static int SignOf(SweepRecord sweep) => sweep.Spec.Objective.Goal == Goal.Maximize ? -1 : 1;

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
