namespace Sweep.Service.Views;

/// <summary>Some finished trials.</summary>
/// <param name="NextPageToken">What gives the next page; null after the last.</param>
public sealed record TrialPageView(IReadOnlyList<TrialView> Trials, string? NextPageToken);
