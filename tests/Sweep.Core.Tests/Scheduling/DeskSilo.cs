using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>A silo that trains what it is granted, in the places that it is told to have.</summary>
internal sealed class DeskSilo(SiloKey key, MemoryRoom room, bool isLimited)
{
    private const int Slots = 2;

    private readonly Dictionary<Guid, List<long>> _held = [];
    private readonly List<(Guid Lease, long Number)> _training = [];
    private int _places;
    private long _turn;

    public SiloKey Key => key;

    /// <summary>It does nothing just now.</summary>
    public bool IsHung { get; set; }

    public IReadOnlyList<(Guid Lease, long Number)> Training => _training;

    public IReadOnlyCollection<Guid> Held => _held.Keys;

    public SiloPull Ask(double cost)
    {
        var open = _held.Values.Sum(left => left.Count);
        _places = Math.Min(_places, open);
        return new SiloPull(key, cost, [.. _held.Keys], ++_turn)
        {
            Room = room,
            Places = isLimited ? _places : 0,
            Training = isLimited ? _training.Count : 0,
            Wanted = isLimited ? Slots : 0,
            Open = isLimited ? open : 0,
        };
    }

    public void Take(IReadOnlyList<LeaseRecord> leases, int? places)
    {
        foreach (var lease in leases)
            _held.Add(lease.Id, [.. lease.All]);
        _places = places ?? _places;
        Start();
    }

    /// <summary>The trial is not on this silo any more: finished, or lost. True where nothing is left of its lease.</summary>
    public bool Leave(Guid lease, long number)
    {
        _training.Remove((lease, number));
        if (_held.TryGetValue(lease, out var left) && left.Remove(number) && left.Count > 0)
            return false;
        _held.Remove(lease);
        return true;
    }

    public void Drop(Guid lease)
    {
        _held.Remove(lease);
        _training.RemoveAll(trial => trial.Lease == lease);
    }

    public void Start()
    {
        foreach (var trial in _held.SelectMany(held => held.Value.Select(number => (held.Key, number))).Except(_training).ToList())
            if (_training.Count < (isLimited ? Math.Min(_places, Slots) : Slots))
                _training.Add(trial);
    }

    /// <summary>True where nothing is left of the lease once these numbers are finished.</summary>
    public bool Ends(Guid lease, IReadOnlyCollection<long> numbers) => _held.TryGetValue(lease, out var left) && !left.Except(numbers).Any();
}
