using Sweep.Core.Trials;

namespace Sweep.Storage;

/// <summary>The part of a completed or pruned trial that ranking needs; a failed trial has none.</summary>
public readonly record struct ConvergenceRecord(
    long Number, TrialPoint Point, uint Replicate, int TrainedIterations, int? ReachedAt, int? ConvergedAt, double BestLoss, double FinalLoss);
