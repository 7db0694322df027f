using System.Collections.Immutable;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling;

/// <summary>What the trials of a point came to, all replicates together.</summary>
/// <param name="Values">One an objective, whatever its goal: the mean of the replicates; NaN where one of them failed, or has no finite value.</param>
/// <param name="PrunedAt">The step where a pruner stopped them; null where none did.</param>
internal readonly record struct PointOutcome(ImmutableArray<double> Values, int? PrunedAt)
{
    /// <param name="objectives">What is asked for: objectives that were reported, or parameters that are numbers.</param>
    /// <param name="reported">What the outcomes have values of, in their order.</param>
    /// <param name="point">Theirs.</param>
    /// <param name="trials">All replicates.</param>
    public static PointOutcome Of(
        ImmutableArray<Objective> objectives, ImmutableArray<Objective> reported, TrialPoint point, IReadOnlyList<SearchOutcome> trials)
    {
        var isPruned = trials.Any(trial => trial.State == TrialState.Pruned) && trials.All(trial => trial.State != TrialState.Failed);
        return new(
            [.. objectives.Select(objective => reported.IndexOf(objective) is >= 0 and var place ? MeanOf(trials, place) : NumberOf(point[objective.Metric]))],
            isPruned ? trials.Min(trial => trial.TrainedSteps) : null);
    }

    private static double MeanOf(IReadOnlyList<SearchOutcome> trials, int objective)
    {
        var sum = 0.0;
        foreach (var trial in trials)
            sum += trial.State != TrialState.Failed && double.IsFinite(trial.Objectives[objective]) ? trial.Objectives[objective] : double.NaN;
        return sum / trials.Count;
    }

    private static double NumberOf(ParameterValue value) => value.Kind == ParameterKind.Whole ? value.Whole : value.Real;
}
