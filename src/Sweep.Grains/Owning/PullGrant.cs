using Sweep.Grains.Contracts;

namespace Sweep.Grains.Owning;

/// <summary>What a silo gets for its pull.</summary>
/// <param name="Offers">Null where the store refuses, for the epoch is lost or the sweep does not run.</param>
/// <param name="Places">Of a limited sweep: its places.</param>
/// <param name="HasMore">Another pull may give more at once.</param>
internal readonly record struct PullGrant(IReadOnlyList<LeaseOffer>? Offers, int? Places, bool HasMore);
