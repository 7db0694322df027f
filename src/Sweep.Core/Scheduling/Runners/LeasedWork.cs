using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling.Runners;

/// <summary>The runs of a sweep that are leased to this silo and not started yet: of each lease in order of dispatch.</summary>
internal sealed class LeasedWork
{
    private readonly SearchSpace _space;
    private readonly TrialModel _model;
    private readonly RunGrid _runs;
    private readonly DispatchOrder _order;
    private readonly Queue<(LeaseGrant Grant, long[] Numbers)> _grants = new();
    private int _taken;
    private LeasedRun? _next;

    public LeasedWork(SearchSpace space)
    {
        _space = space;
        _model = TrialModel.Of(space.Spec);
        _runs = new RunGrid(space);
        _order = new DispatchOrder(space, _runs);
    }

    /// <summary>Cost of what waits.</summary>
    public double WaitingCost { get; private set; }

    /// <summary>How many runs wait.</summary>
    public long Count { get; private set; }

    /// <summary>Whether one of them must be alone.</summary>
    public bool HasAlone => _grants.Any(lease => lease.Grant.Alone);

    /// <summary>The next run to start; it stays the next until <see cref="Take"/>.</summary>
    public LeasedRun? Next => _next ??= _grants.TryPeek(out var first) ? RunOf(first.Grant, first.Numbers) : null;

    public void Add(LeaseGrant grant)
    {
        long[] numbers = [.. grant.Numbers.All()];
        if (_runs.Stops > 1 || !_order.IsByRun)
            Array.Sort([.. numbers.Select(PlaceOf)], numbers);
        _grants.Enqueue((grant, numbers));
        for (var start = 0; start < numbers.Length; Count++)
        {
            start = EndOfRun(numbers, start);
            var (run, stop) = _runs.Find(numbers[start - 1]);
            WaitingCost += _order.CostOf(_order.PositionOf(run)) * _runs.Steps[stop] / _runs.Steps[^1];
        }
    }

    /// <summary>Takes what <see cref="Next"/> was.</summary>
    public void Take()
    {
        var run = Next!;
        WaitingCost = --Count == 0 ? 0 : WaitingCost - run.Cost;
        _next = null;
        _taken += run.Trials.Count;
        if (_taken < _grants.Peek().Numbers.Length)
            return;
        _taken = 0;
        _grants.Dequeue();
    }

    /// <summary>Forgets what waits; returns each lease with how many of its trials that were.</summary>
    public IReadOnlyList<(Guid Lease, long Trials)> Clear()
    {
        (Guid, long)[] left = [.. _grants.Select((lease, place) => (lease.Grant.Lease, (long)lease.Numbers.Length - (place == 0 ? _taken : 0)))];
        _grants.Clear();
        (_taken, _next, WaitingCost, Count) = (0, null, 0, 0);
        return left;
    }

    private LeasedRun RunOf(LeaseGrant grant, long[] numbers)
    {
        var trials = new TrialDefinition[EndOfRun(numbers, _taken) - _taken];
        for (var k = 0; k < trials.Length; k++)
            trials[k] = _space.TrialAt(numbers[_taken + k]);
        var longest = trials[^1].Number;
        return new LeasedRun(
            grant.Lease, trials, (grant.LostAttempts?.GetValueOrDefault(longest) ?? 0) + 1,
            grant.Alone, grant.Trace, grant.EarlierTraces?.GetValueOrDefault(longest))
        {
            Model = _model,
            HasCheckpoint = grant.Checkpointed.Contains(longest),
        };
    }

    private int EndOfRun(long[] numbers, int start)
    {
        if (_runs.Stops == 1)
            return start + 1;
        var run = _runs.Find(numbers[start]).Run;
        do
            start++;
        while (start < numbers.Length && _runs.Find(numbers[start]).Run == run);
        return start;
    }

    private long PlaceOf(long number)
    {
        var (run, stop) = _runs.Find(number);
        return _order.PositionOf(run).Index * _runs.Stops + stop;
    }
}
