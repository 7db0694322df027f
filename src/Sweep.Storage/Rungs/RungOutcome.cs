namespace Sweep.Storage.Rungs;

/// <summary>A trial that has ended, as far as a pruner looks at it.</summary>
/// <param name="Number">Which.</param>
/// <param name="FinalObjective">The last value of the sweep's objective; null where it failed, or is no finite number.</param>
public readonly record struct RungOutcome(long Number, double? FinalObjective);
