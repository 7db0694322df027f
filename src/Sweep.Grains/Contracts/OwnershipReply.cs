using Sweep.Core.Sweeps;

namespace Sweep.Grains.Contracts;

/// <summary>What became of taking a sweep up.</summary>
/// <param name="Acquired">True where this grain owns it now.</param>
/// <param name="State">The sweep's state; null where there is no such sweep.</param>
/// <param name="Owner">Who owns it.</param>
/// <param name="OwnerUntil">When that ownership ends unless it is renewed.</param>
/// <param name="Refusal">Why it cannot be computed here; null where it can.</param>
[GenerateSerializer, Immutable, Alias("sweep.ownership-reply")]
public sealed record OwnershipReply(
    [property: Id(0)] bool Acquired,
    [property: Id(1)] SweepState? State,
    [property: Id(2)] string? Owner,
    [property: Id(3)] DateTimeOffset? OwnerUntil,
    [property: Id(4)] string? Refusal);
