namespace Sweep.Storage.Owning;

/// <summary>A row that was added to <c>attempts</c>.</summary>
/// <param name="Attempt">1-based among the lost attempts of the trial.</param>
/// <param name="EarlierTrace">The span of the lost attempt before (a traceparent of W3C); null where there is none.</param>
public sealed record LostTrial(Guid LeaseId, long Number, int Attempt, string? EarlierTrace);
