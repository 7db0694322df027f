using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>A silo that trains the runs that it is granted, in the places that it is told to have. A run is known by its lease and its longest trial.</summary>
internal sealed class DeskSilo(SiloKey key, MemoryRoom room, bool isLimited, RunMap runs)
{
    private const int Slots = 2;

    private readonly Dictionary<Guid, List<long>> _held = [];
    private readonly List<(Guid Lease, long Longest)> _training = [];
    private int _places;
    private long _turn;

    public SiloKey Key => key;

    /// <summary>It does nothing just now.</summary>
    public bool IsHung { get; set; }

    public IReadOnlyList<(Guid Lease, long Longest)> Training => _training;

    public IReadOnlyCollection<Guid> Held => _held.Keys;

    public SiloPull Ask(double cost)
    {
        var open = Runs.Count();
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

    /// <summary>What is to come yet of a run: its trials without a result, the longest last.</summary>
    public long[] LeftOf((Guid Lease, long Longest) run) => [.. runs[run.Longest].Where(_held[run.Lease].Contains)];

    /// <summary>Trials of a run are not on this silo any more: finished, or lost. True where nothing is left of its lease.</summary>
    public bool Leave((Guid Lease, long Longest) run, IReadOnlyCollection<long> numbers)
    {
        var left = _held[run.Lease];
        left.RemoveAll(numbers.Contains);
        if (!left.Contains(run.Longest))
            _training.Remove(run);
        if (left.Count > 0)
            return false;
        _held.Remove(run.Lease);
        return true;
    }

    public void Drop(Guid lease)
    {
        _held.Remove(lease);
        _training.RemoveAll(run => run.Lease == lease);
    }

    public void Start()
    {
        foreach (var run in Runs.Except(_training).ToList())
            if (_training.Count < (isLimited ? Math.Min(_places, Slots) : Slots))
                _training.Add(run);
    }

    /// <summary>True where nothing is left of the lease once these numbers are finished.</summary>
    public bool Ends(Guid lease, IReadOnlyCollection<long> numbers) => _held.TryGetValue(lease, out var left) && !left.Except(numbers).Any();

    private IEnumerable<(Guid Lease, long Longest)> Runs =>
        _held.SelectMany(held => runs.Of(held.Value).Select(run => (held.Key, run.Last(held.Value.Contains))));
}
