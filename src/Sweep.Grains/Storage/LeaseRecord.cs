using Sweep.Core.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>A row of <c>leases</c>: a batch of trials granted to a silo for a time.</summary>
/// <param name="Numbers">Runs of numbers, in the order in which they run.</param>
public sealed record LeaseRecord(
    Guid Id, Guid SweepId, string Silo, IReadOnlyList<NumberRange> Numbers, long Epoch, DateTimeOffset GrantedAt, DateTimeOffset ExpiresAt);
