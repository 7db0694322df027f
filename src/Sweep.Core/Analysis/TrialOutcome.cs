using Sweep.Core.Trials;

namespace Sweep.Core.Analysis;

/// <summary>The part of a completed or pruned trial that ranking needs. A failed trial has no outcome and counts nowhere.</summary>
/// <param name="Point">What was trained.</param>
/// <param name="Replicate">0-based.</param>
/// <param name="TrainedIterations">Updates made; where the target was not reached, the run is censored here.</param>
/// <param name="ReachedAt">First iteration whose loss is at or below the target; null if none.</param>
/// <param name="BestLoss">Smallest mean log loss of any iteration.</param>
public readonly record struct TrialOutcome(TrialPoint Point, uint Replicate, int TrainedIterations, int? ReachedAt, double BestLoss);
