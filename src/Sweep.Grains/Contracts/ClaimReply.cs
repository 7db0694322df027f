using Sweep.Core.Sweeps;

namespace Sweep.Grains.Contracts;

/// <summary>The owner's answer to a client that asks for a trial, or says that it is at one.</summary>
/// <param name="State">The sweep's state; null where this grain does not own it, at least not now.</param>
/// <param name="Claim">The lease that the client has; null where it has none.</param>
/// <param name="Number">The trial that it is of.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="ExpiresAt">Until when the client may be silent.</param>
/// <param name="HasMore">True where asking again may give a trial at once.</param>
/// <param name="Trouble">Why the sweep is not owned here; null where it is.</param>
/// <param name="TraceParent">The span of the attempt (a traceparent of W3C); null where it has none.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim-reply")]
public sealed record ClaimReply(
    [property: Id(0)] SweepState? State,
    [property: Id(1)] Guid? Claim = null,
    [property: Id(2)] long Number = 0,
    [property: Id(3)] int Attempt = 0,
    [property: Id(4)] DateTimeOffset ExpiresAt = default,
    [property: Id(5)] bool HasMore = false,
    [property: Id(6)] string? Trouble = null,
    [property: Id(7)] string? TraceParent = null);
