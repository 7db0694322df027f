using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling.Runners;

/// <summary>The trials of a sweep that are leased to this silo and not started yet, in order.</summary>
internal sealed class LeasedWork(SearchSpace space)
{
    private readonly GridCost _costs = new(space.Spec);
    private readonly Queue<LeaseGrant> _grants = new();
    private int _range;
    private long _taken;
    private LeasedTrial? _next;

    /// <summary>Cost of what waits.</summary>
    public double WaitingCost { get; private set; }

    /// <summary>How many trials wait.</summary>
    public long Count { get; private set; }

    /// <summary>The next trial to start; it stays the next until <see cref="Take"/>.</summary>
    public LeasedTrial? Next => _next ??= _grants.TryPeek(out var grant) ? TrialOf(grant, grant.Numbers[_range].Start + _taken) : null;

    public void Add(LeaseGrant grant)
    {
        _grants.Enqueue(grant);
        foreach (var range in grant.Numbers)
            WaitingCost += _costs.Of(range);
        Count += grant.Count;
    }

    /// <summary>Takes what <see cref="Next"/> was.</summary>
    public void Take()
    {
        WaitingCost = --Count == 0 ? 0 : WaitingCost - Next!.Cost;
        _next = null;
        var grant = _grants.Peek();
        if (++_taken < grant.Numbers[_range].Count)
            return;
        _taken = 0;
        if (++_range < grant.Numbers.Count)
            return;
        _range = 0;
        _grants.Dequeue();
    }

    /// <summary>Forgets what waits; returns each lease with how many of its trials that were.</summary>
    public IReadOnlyList<(Guid Lease, long Trials)> Clear()
    {
        if (_grants.Count == 0)
            return [];
        var begun = _grants.Peek().Numbers.Take(_range).Sum(range => range.Count) + _taken;
        (Guid, long)[] left = [.. _grants.Select((grant, place) => (grant.Lease, grant.Count - (place == 0 ? begun : 0)))];
        _grants.Clear();
        (_range, _taken, _next, WaitingCost, Count) = (0, 0, null, 0, 0);
        return left;
    }

    private LeasedTrial TrialOf(LeaseGrant grant, long number) => new(
        grant.Lease, space.TrialAt(number), (grant.LostAttempts?.GetValueOrDefault(number) ?? 0) + 1,
        grant.Alone, grant.Trace, grant.EarlierTraces?.GetValueOrDefault(number))
    {
        HasCheckpoint = grant.Checkpointed.Contains(number),
    };
}
