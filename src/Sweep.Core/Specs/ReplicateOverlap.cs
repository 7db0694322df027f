namespace Sweep.Core.Specs;

/// <summary>Which replicates of a space another space has with the same seeds.</summary>
/// <param name="Count">Replicates here.</param>
/// <param name="First">The first that is there.</param>
/// <param name="End">One more than the last.</param>
/// <param name="Shift">What a replicate's place there is more than here.</param>
internal readonly record struct ReplicateOverlap(long Count, long First, long End, long Shift);
