using System.Collections.Immutable;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling;

/// <summary>What an adaptive sampler learns from a trial's row.</summary>
/// <param name="Number">The trial.</param>
/// <param name="State">Completed, pruned or failed.</param>
/// <param name="Objectives">
/// One for each of <see cref="SweepSpec.ReportedObjectives"/>: its last value; NaN where that is no number, or the trial failed.
/// </param>
/// <param name="TrainedSteps">Of a pruned trial: where it was stopped.</param>
public sealed record SearchOutcome(long Number, TrialState State, ImmutableArray<double> Objectives, int TrainedSteps)
{
    public bool Equals(SearchOutcome? other) =>
        other is not null
        && (Number, State, TrainedSteps) == (other.Number, other.State, other.TrainedSteps)
        && Objectives.AsSpan().SequenceEqual(other.Objectives.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Number, State, TrainedSteps);
}
