using Sweep.Core.Scheduling;
using Sweep.Grains.Contracts;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>Which silo holds which leases of one sweep, and when each was last heard of; times are those of a clock that nobody sets.</summary>
internal sealed class LeaseBook
{
    private readonly Dictionary<Guid, LeaseRecord> _leases = [];
    private readonly Dictionary<string, Presence> _silos = [];

    public IReadOnlyCollection<LeaseRecord> Leases => _leases.Values;

    public void Add(LeaseRecord lease, TimeSpan now)
    {
        _leases.Add(lease.Id, lease);
        if (!_silos.ContainsKey(lease.Silo))
            _silos[lease.Silo] = new Presence(now, null, 0, [], null);
    }

    public LeaseRecord? Find(Guid id) => _leases.GetValueOrDefault(id);

    public void Remove(Guid id) => _leases.Remove(id);

    /// <summary>False where a later request of the silo was heard already.</summary>
    public bool IsNext(PullRequest request) => !_silos.TryGetValue(request.Silo, out var presence) || request.Turn >= presence.Turn;

    /// <summary>Notes a heartbeat; returns the leases granted to the silo that it does not hold (any more).</summary>
    public IReadOnlyList<LeaseRecord> Hear(PullRequest request, TimeSpan now)
    {
        _silos[request.Silo] = new Presence(now, now, request.Slots, request.Running, request.StoreTrouble)
        {
            Room = request.MemoryRoom,
            Turn = request.Turn,
            Places = Math.Max(request.Places, request.Training),
        };
        var held = request.Held.ToHashSet();
        return [.. _leases.Values.Where(lease => lease.Silo == request.Silo && !held.Contains(lease.Id))];
    }

    /// <summary>Silos that hold leases.</summary>
    public IReadOnlyList<string> Holders => [.. _leases.Values.Select(lease => lease.Silo).Distinct()];

    public IReadOnlyList<LeaseRecord> HeldBy(string silo) => [.. _leases.Values.Where(lease => lease.Silo == silo)];

    /// <summary>When the silo was last heard of or, before that, when its leases were first seen.</summary>
    public TimeSpan SeenAt(string silo) => _silos[silo].SeenAt;

    /// <summary>True where the silo has pulled within this time.</summary>
    public bool IsPulling(string silo, TimeSpan now, TimeSpan within) =>
        _silos.TryGetValue(silo, out var presence) && presence.HeardAt is { } heard && now - heard <= within;

    /// <summary>Slots of all silos that have pulled within this time.</summary>
    public int Slots(TimeSpan now, TimeSpan within) => _silos.Where(s => IsPulling(s.Key, now, within)).Sum(s => s.Value.Slots);

    /// <summary>Trials in training on the silos that have pulled within this time.</summary>
    public IEnumerable<TrialProgress> Running(TimeSpan now, TimeSpan within) =>
        _silos.Where(s => IsPulling(s.Key, now, within)).SelectMany(s => s.Value.Running);

    /// <summary>Of the silos that have pulled within this time, what one says that it has with the store.</summary>
    public string? StoreTrouble(TimeSpan now, TimeSpan within) =>
        _silos.Where(s => IsPulling(s.Key, now, within)).Select(s => s.Value.StoreTrouble).FirstOrDefault(trouble => trouble is not null);

    /// <summary>What a silo was told; it may still use what it had until it is heard of again.</summary>
    public void GivePlaces(string silo, int places)
    {
        if (_silos.TryGetValue(silo, out var presence))
            _silos[silo] = presence with { Places = Math.Max(presence.Places, places) };
    }

    /// <summary>Places that silos have or may still be using, but for one of them: of a silo that holds leases and was not heard of since they were read, any number.</summary>
    public long PlacesBut(string? silo) => Holders
        .Where(holder => holder != silo)
        .Sum(holder => _silos[holder] is { HeardAt: not null } presence ? presence.Places : (long)int.MaxValue);

    /// <summary>What the silos that have pulled within this time can hold.</summary>
    public IReadOnlyList<MemoryRoom> Rooms(TimeSpan now, TimeSpan within) =>
        [.. _silos.Where(s => IsPulling(s.Key, now, within)).Select(s => s.Value.Room).Distinct()];

    public void Forget(string silo) => _silos.Remove(silo);

    private sealed record Presence(TimeSpan SeenAt, TimeSpan? HeardAt, int Slots, IReadOnlyList<TrialProgress> Running, string? StoreTrouble)
    {
        public MemoryRoom Room { get; init; } = MemoryRoom.Unlimited;

        public long Turn { get; init; }

        public int Places { get; init; }
    }
}
