namespace Sweep.Core.Scheduling;

/// <summary>The leases that stand, by id and by holder.</summary>
internal sealed class HeldLeases
{
    private readonly Dictionary<Guid, LeaseRecord> _byId = [];
    private readonly Dictionary<SiloKey, List<LeaseRecord>> _bySilo = [];

    public IReadOnlyCollection<Guid> Ids => _byId.Keys;

    public IReadOnlyCollection<LeaseRecord> All => _byId.Values;

    public int Count => _byId.Count;

    /// <summary>Those who hold any.</summary>
    public IReadOnlyCollection<SiloKey> Holders => _bySilo.Keys;

    public LeaseRecord? Find(Guid lease) => _byId.GetValueOrDefault(lease);

    /// <summary>In the order in which they were granted; not to be used across a change.</summary>
    public IReadOnlyList<LeaseRecord> Of(SiloKey silo) => _bySilo.TryGetValue(silo, out var held) ? held : [];

    /// <exception cref="ArgumentException">It is there already.</exception>
    public void Add(LeaseRecord lease)
    {
        _byId.Add(lease.Id, lease);
        if (!_bySilo.TryGetValue(lease.Silo, out var held))
            _bySilo[lease.Silo] = held = [];
        held.Add(lease);
    }

    /// <summary>Puts it in the place of the one with its id; false where there is none.</summary>
    public bool Replace(LeaseRecord lease)
    {
        if (!_byId.ContainsKey(lease.Id))
            return false;
        _byId[lease.Id] = lease;
        var held = _bySilo[lease.Silo];
        held[held.FindIndex(one => one.Id == lease.Id)] = lease;
        return true;
    }

    public void Remove(Guid lease)
    {
        if (!_byId.Remove(lease, out var known))
            return;
        var held = _bySilo[known.Silo];
        held.RemoveAll(one => one.Id == lease);
        if (held.Count == 0)
            _bySilo.Remove(known.Silo);
    }
}
