namespace Sweep.Storage;

/// <summary>By what the best trial of a sweep is found.</summary>
public readonly record struct TrialRank(long Number, int? ReachedAt, double BestLoss);
