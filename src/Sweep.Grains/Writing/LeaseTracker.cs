namespace Sweep.Grains.Writing;

/// <summary>How many trials of each of this silo's leases have neither a result in the store nor been given back.</summary>
public sealed class LeaseTracker
{
    private readonly Dictionary<Guid, long> _open = [];
    private readonly Lock _gate = new();

    /// <summary>A lease was granted.</summary>
    public void Begin(Guid lease, long trials)
    {
        lock (_gate)
            _open.Add(lease, trials);
    }

    /// <summary>Counts results that are about to be committed; returns the leases that thereby have no more to come.</summary>
    public IReadOnlyList<Guid> Settle(IEnumerable<Guid> leaseOfEach)
    {
        ArgumentNullException.ThrowIfNull(leaseOfEach);
        lock (_gate)
            return [.. leaseOfEach.Where(lease => TakeOff(lease, 1))];
    }

    /// <summary>Trials of a lease that will give no result here; true where nothing more of the lease is to come.</summary>
    public bool Drop(Guid lease, long trials)
    {
        lock (_gate)
            return TakeOff(lease, trials);
    }

    private bool TakeOff(Guid lease, long trials)
    {
        if (!_open.TryGetValue(lease, out var left))
            return false;
        if (left > trials)
        {
            _open[lease] = left - trials;
            return false;
        }

        _open.Remove(lease);
        return true;
    }
}
