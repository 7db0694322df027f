namespace Sweep.Grains.Owning;

/// <summary>What a sweep's owner has decided and the store does not know yet, because it was away or refused.</summary>
internal sealed class OwedWrites
{
    /// <summary>Why the sweep has failed.</summary>
    public string? Failure { get; set; }

    /// <summary>Leases that are over, or that may have been written although no answer came.</summary>
    public Queue<Guid> Leases { get; } = new();
}
