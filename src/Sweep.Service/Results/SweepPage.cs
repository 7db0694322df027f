namespace Sweep.Service.Results;

/// <summary>Some sweeps, newest first.</summary>
/// <param name="Sweeps">With what their trials sum to.</param>
/// <param name="NextPageToken">What gives the next page; null after the last.</param>
public sealed record SweepPage(IReadOnlyList<ListedSweep> Sweeps, string? NextPageToken);
