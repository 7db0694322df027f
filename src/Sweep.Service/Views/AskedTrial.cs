using Sweep.Core.Sweeps;

namespace Sweep.Service.Views;

/// <summary>What a client gets that asked for a trial.</summary>
/// <param name="State">The sweep's state: of one that has ended there will be no more.</param>
/// <param name="Trial">Null where there is none now.</param>
public sealed record AskedTrial(Guid SweepId, SweepState State, ClaimedTrial? Trial)
{
    /// <summary>When to ask again, in seconds; null where there is a trial, or there will be none.</summary>
    public int? RetryAfter { get; init; }
}
