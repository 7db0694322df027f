namespace Sweep.Core.Scheduling;

/// <summary>A row of <c>leases</c>: a batch of trials granted to a silo for a time.</summary>
/// <param name="Numbers">Ranges of numbers: of each run all that is left.</param>
public sealed record LeaseRecord(
    Guid Id, Guid SweepId, SiloKey Silo, IReadOnlyList<NumberRange> Numbers, long Epoch, DateTimeOffset GrantedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>True where its one run is alone on the silo until it has made a checkpoint: see <see cref="Isolation.Alone"/>.</summary>
    public bool Alone { get; init; }

    /// <summary>The span in which it was granted (a traceparent of W3C); null where there is none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Points that an adaptive sampler chose for it: their rows are written with its own, and nothing of them is read back with it.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = [];

    /// <summary>Its numbers one by one.</summary>
    public IEnumerable<long> All => Numbers.All();

    /// <summary>How many trials it holds.</summary>
    public long Count => Numbers.Sum(range => range.Count);
}
