namespace Sweep.Core.Scheduling.Runners;

/// <summary>
/// This silo's leases: how many trials of each have neither a result in the store nor been given back, and which it still answers
/// for, be it only until their owner has heard of their end.
/// </summary>
public sealed class LeaseTracker
{
    private readonly Dictionary<Guid, Held> _held = [];
    private readonly Lock _gate = new();

    /// <summary>Trials of all leases that have neither a result on its way to the store nor been given back.</summary>
    public long Open
    {
        get
        {
            lock (_gate)
                return _held.Values.Sum(held => held.Open);
        }
    }

    /// <summary>A lease was granted.</summary>
    public void Begin(Guid lease, Guid sweep, long trials)
    {
        lock (_gate)
            _held.Add(lease, new Held(sweep, trials));
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

    /// <summary>Nothing of these leases is to come, and their owner has been told, or will find out when it next hears what is held.</summary>
    public void Forget(IEnumerable<Guid> leases)
    {
        ArgumentNullException.ThrowIfNull(leases);
        lock (_gate)
        {
            foreach (var lease in leases)
                _held.Remove(lease);
        }
    }

    /// <summary>The leases of a sweep that are not forgotten.</summary>
    public IReadOnlyList<Guid> HeldOf(Guid sweep)
    {
        lock (_gate)
            return [.. _held.Where(held => held.Value.Sweep == sweep).Select(held => held.Key)];
    }

    private bool TakeOff(Guid lease, long trials)
    {
        if (!_held.TryGetValue(lease, out var held) || held.Open == 0)
            return false;
        held.Open = Math.Max(0, held.Open - trials);
        return held.Open == 0;
    }

    private sealed class Held(Guid sweep, long open)
    {
        public Guid Sweep { get; } = sweep;

        public long Open { get; set; } = open;
    }
}
