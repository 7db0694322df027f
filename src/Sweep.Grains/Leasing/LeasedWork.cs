using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Leasing;

/// <summary>The trials of a sweep that are leased to this silo and not started yet, in order.</summary>
internal sealed class LeasedWork(SearchSpace space)
{
    private readonly Queue<LeaseOffer> _offers = new();
    private int _run;
    private long _next = -1;

    /// <summary>Cost of what waits.</summary>
    public double WaitingCost { get; private set; }

    /// <summary>How many trials wait.</summary>
    public long Count { get; private set; }

    public bool IsEmpty => _offers.Count == 0;

    public void Add(LeaseOffer offer)
    {
        _offers.Enqueue(offer);
        foreach (var number in NumbersOf(offer, 0, -1))
        {
            WaitingCost += CostOf(number);
            Count++;
        }
    }

    /// <summary>The next trial to start; it stays the next until <see cref="Take"/>.</summary>
    public LeasedTrial? Next
    {
        get
        {
            if (!_offers.TryPeek(out var offer))
                return null;
            var number = Math.Max(_next, offer.Starts[_run]);
            return new LeasedTrial(
                offer.LeaseId, number, offer.LostAttempts.GetValueOrDefault(number) + 1, Array.IndexOf(offer.Checkpointed, number) >= 0, offer.Alone,
                offer.TraceParent, offer.EarlierTraces?.GetValueOrDefault(number));
        }
    }

    /// <summary>Takes what <see cref="Next"/> was.</summary>
    public void Take()
    {
        var offer = _offers.Peek();
        var number = Math.Max(_next, offer.Starts[_run]);
        Advance(offer, number);
        WaitingCost = IsEmpty ? 0 : WaitingCost - CostOf(number);
        Count--;
    }

    /// <summary>Forgets what waits; returns each lease with how many of its trials that were.</summary>
    public IReadOnlyList<(Guid Lease, long Trials)> Clear()
    {
        List<(Guid, long)> left = [];
        var (run, next) = (_run, _next);
        foreach (var offer in _offers)
        {
            left.Add((offer.LeaseId, NumbersOf(offer, run, next).LongCount()));
            (run, next) = (0, -1);
        }

        _offers.Clear();
        (_run, _next, WaitingCost, Count) = (0, -1, 0, 0);
        return left;
    }

    private void Advance(LeaseOffer offer, long number)
    {
        _next = number + 1;
        if (_next < offer.Ends[_run])
            return;
        _next = -1;
        if (++_run < offer.Starts.Length)
            return;
        _run = 0;
        _offers.Dequeue();
    }

    private static IEnumerable<long> NumbersOf(LeaseOffer offer, int run, long next)
    {
        for (; run < offer.Starts.Length; run++, next = -1)
            for (var number = Math.Max(next, offer.Starts[run]); number < offer.Ends[run]; number++)
                yield return number;
    }

    private double CostOf(long number) => TrialCost.Of(space.TrialAt(number).Point);
}
