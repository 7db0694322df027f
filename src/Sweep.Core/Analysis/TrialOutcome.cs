using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>The part of a trial that ranking needs; <see cref="CountedStates"/> says of which trials.</summary>
/// <param name="Point">What was trained.</param>
/// <param name="Replicate">0-based.</param>
/// <param name="TrainedIterations">Steps done; where the target was not reached, the run is censored here.</param>
/// <param name="ReachedAt">First step whose value is at or better than the target; null if none.</param>
/// <param name="BestValue">Best value of the objective at any step; not finite where it has none.</param>
public readonly record struct TrialOutcome(TrialPoint Point, uint Replicate, int TrainedIterations, int? ReachedAt, double BestValue)
{
    /// <summary>The number of replicate 0 of the same point.</summary>
    public long FirstNumber { get; init; }
}
