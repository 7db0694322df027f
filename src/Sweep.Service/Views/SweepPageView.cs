namespace Sweep.Service.Views;

/// <summary>Some sweeps, newest first.</summary>
/// <param name="NextPageToken">What gives the next page; null after the last.</param>
public sealed record SweepPageView(IReadOnlyList<ListedSweepView> Sweeps, string? NextPageToken);
