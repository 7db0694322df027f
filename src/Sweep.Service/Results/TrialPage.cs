using Sweep.Storage.Trials;

namespace Sweep.Service.Results;

/// <summary>Some finished trials.</summary>
/// <param name="Trials">In the order asked for.</param>
/// <param name="NextPageToken">What gives the next page; null after the last.</param>
public sealed record TrialPage(IReadOnlyList<TrialRecord> Trials, string? NextPageToken);
