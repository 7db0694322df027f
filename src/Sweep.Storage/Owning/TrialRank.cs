namespace Sweep.Storage.Owning;

/// <summary>By what the best trial of a sweep is found.</summary>
/// <param name="BestObjective">Its best value of the objective; NaN where it has none.</param>
public readonly record struct TrialRank(long Number, int? ReachedAt, double BestObjective);
