namespace Sweep.Core.Scheduling;

/// <summary>When silos were last heard of, and what they said then.</summary>
internal sealed class SiloPresences(LeaseTerms terms)
{
    private readonly Dictionary<SiloKey, Presence> _silos = [];

    // Of those that count, until one that counts may have fallen silent: a pull that changes nothing of it costs no look at the others.
    private int? _slots;
    private TimeSpan _slotsUntil;

    public int Count => _silos.Count;

    /// <summary>One that has not pulled for so long does not count: a few heartbeats of theirs.</summary>
    public TimeSpan PullTimeout => Max(terms.PullTimeout, 3 * ClusterPace.Of(Count).Heartbeat);

    /// <summary>The last pulls of the silos that still pull.</summary>
    public IEnumerable<ISiloPull> Pulling(TimeSpan now) => Present(now).Select(silo => silo.Pull!);

    /// <summary>The slots of the silos that still pull.</summary>
    public int SlotsPulling(TimeSpan now)
    {
        if (_slots is { } known && now <= _slotsUntil)
            return known;
        var (sum, oldest) = (0, now);
        foreach (var silo in Present(now))
        {
            sum += silo.Pull!.Slots;
            oldest = silo.SeenAt < oldest ? silo.SeenAt : oldest;
        }

        (_slots, _slotsUntil) = (sum, oldest + PullTimeout);
        return sum;
    }

    public bool IsPulling(SiloKey silo, TimeSpan now, TimeSpan within) => _silos.TryGetValue(silo, out var presence) && IsPulling(presence, now, within);

    /// <summary>When it was last heard of or, before that, when its leases were first seen.</summary>
    public TimeSpan SeenAt(SiloKey silo) => _silos[silo].SeenAt;

    /// <summary>Places that it has or may still be using; null of one that was not heard of since its leases were read.</summary>
    public int? PlacesOf(SiloKey silo) => _silos[silo] is { Pull: not null } presence ? presence.Places : null;

    /// <summary>Notes a heartbeat; false where it has come after a later one.</summary>
    public bool Hear(ISiloPull pull, TimeSpan now)
    {
        var before = _silos.GetValueOrDefault(pull.Silo);
        if (pull.Turn < before?.Pull?.Turn)
            return false;
        _silos[pull.Silo] = new Presence(now, pull, Math.Max(pull.Places, pull.Training));
        if (before is null || before.Pull?.Slots != pull.Slots || !IsPulling(before, now, PullTimeout))
            _slots = null;
        return true;
    }

    /// <summary>One that holds leases, and may not have been heard of yet.</summary>
    public void Expect(SiloKey silo, TimeSpan now)
    {
        if (_silos.TryAdd(silo, new Presence(now, null, 0)))
            _slots = null;
    }

    /// <summary>It was heard of otherwise than by a pull.</summary>
    public void Keep(SiloKey silo, TimeSpan now) => _silos[silo] = _silos[silo] with { SeenAt = now };

    /// <summary>It is told of so many places; it may still use what it had until it is heard of again.</summary>
    public void GivePlaces(SiloKey silo, int places)
    {
        if (_silos.TryGetValue(silo, out var presence))
            _silos[silo] = presence with { Places = Math.Max(presence.Places, places) };
    }

    public void Forget(SiloKey silo)
    {
        _silos.Remove(silo);
        _slots = null;
    }

    private IEnumerable<Presence> Present(TimeSpan now)
    {
        var timeout = PullTimeout;
        return _silos.Values.Where(silo => IsPulling(silo, now, timeout));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static bool IsPulling(Presence silo, TimeSpan now, TimeSpan within) => silo.Pull is not null && now - silo.SeenAt <= within;

    /// <param name="SeenAt">When it was last heard of or, before that, when its leases were first seen.</param>
    /// <param name="Pull">Its last pull; null where none has come since the sweep was taken up.</param>
    /// <param name="Places">Places that it has or may still be using.</param>
    private sealed record Presence(TimeSpan SeenAt, ISiloPull? Pull, int Places);
}
