namespace Sweep.Core.Scheduling.Runners;

/// <summary>A batch of trials that a silo was granted.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Numbers">Its numbers, ascending; none of the ranges is empty.</param>
/// <param name="Alone">True where nothing else may be started until its one run has ended or made a checkpoint.</param>
public sealed record LeaseGrant(Guid Lease, IReadOnlyList<NumberRange> Numbers, bool Alone = false)
{
    /// <summary>Attempts that ended without a result, of the numbers that have any.</summary>
    public IReadOnlyDictionary<long, int>? LostAttempts { get; init; }

    /// <summary>Those of its numbers that have a checkpoint in the store.</summary>
    public IReadOnlyList<long> Checkpointed { get; init; } = [];

    /// <summary>Traceparent of the lease; null where there is none.</summary>
    public string? Trace { get; init; }

    /// <summary>Traceparents of lost attempts, of the numbers that have any; null where none has.</summary>
    public IReadOnlyDictionary<long, string>? EarlierTraces { get; init; }

    public long Count => Numbers.Sum(range => range.Count);
}
