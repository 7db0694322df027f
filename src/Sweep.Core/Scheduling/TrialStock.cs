using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Which trials of a running sweep are finished, which are taken, and which are to be leased next, in order of dispatch; suspects (see
/// <see cref="TrialLosses"/>) one by one. Kept as ranges of positions: its size follows the work in flight, not the size of the sweep.
/// </summary>
public sealed class TrialStock
{
    /// <summary>Suspects leased at once, each in a lease of its own.</summary>
    public const int MostSuspects = 256;

    /// <summary>Trials that are passed over in one search.</summary>
    public const int MostSkipped = 10_000;

    private readonly SearchSpace _space;
    private readonly DispatchOrder _order;

    // Both of positions; what is finished is taken, and so are suspects that are set aside.
    private readonly NumberSet _finished = new();
    private readonly NumberSet _taken = new();
    private readonly SortedSet<long> _aside = [];
    private IReadOnlyDictionary<long, TrialLosses> _losses = new Dictionary<long, TrialLosses>();

    /// <param name="space">The sweep's search space.</param>
    /// <param name="frontier">All numbers below are finished.</param>
    /// <param name="finishedAbove">Finished ranges above the frontier.</param>
    public TrialStock(SearchSpace space, long frontier, IEnumerable<NumberRange> finishedAbove)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _order = new DispatchOrder(space.Spec);
        foreach (var range in finishedAbove.Prepend(new NumberRange(0, frontier)).Select(range => range.Within(space.PlannedTrials)))
            foreach (var positions in _order.IsByNumber ? [range] : NumberRange.Join(range.Numbers().Select(number => _order.PositionOf(number).Index)))
            {
                _finished.AddRange(positions);
                _taken.AddRange(positions);
            }
    }

    public bool IsComplete => Finished == _space.PlannedTrials;

    /// <summary>Trials that are finished.</summary>
    public long Finished => _finished.Count;

    /// <summary>Trials that are neither finished nor free: leased, resting or set aside.</summary>
    public long Taken => _taken.Count - _finished.Count;

    /// <summary>Every number below is finished.</summary>
    public long Frontier => _order.Frontier(_finished, _space.PlannedTrials);

    public double TotalCost => _order.TotalCost;

    public double FinishedCost => _finished.Ranges.Sum(_order.CostOf);

    /// <summary>Cost of what is neither leased nor finished, about: what is, is taken to cost as much as its like.</summary>
    public double FreeCost => _taken.Count == _space.PlannedTrials ? 0 : _order.TotalCost - _taken.Ranges.Sum(_order.CostOf);

    public double CostOf(long number) => TrialCost.Of(_space.TrialAt(number).Point);

    /// <summary>False where the sweep has no such number: what the database holds may have been written by hand.</summary>
    public bool IsPlanned(long number) => number >= 0 && number < _space.PlannedTrials;

    public bool IsFinished(long number) => IsPlanned(number) && _finished.Contains(_order.PositionOf(number).Index);

    /// <summary>Notes a result; false where there was one already, or where the sweep has no such number.</summary>
    public bool Finish(long number)
    {
        Claim(number);
        return IsPlanned(number) && _finished.Add(_order.PositionOf(number).Index);
    }

    /// <summary>Takes a number out of what is free, for somebody holds a lease of it, or it rests.</summary>
    public void Claim(long number)
    {
        _aside.Remove(number);
        if (IsPlanned(number))
            _taken.Add(_order.PositionOf(number).Index);
    }

    /// <summary>Frees a number that has no result: to be leased in its turn or, a suspect, by itself.</summary>
    public void Free(long number)
    {
        if (!IsPlanned(number) || IsFinished(number))
            return;
        _aside.Remove(number);
        _taken.Remove(_order.PositionOf(number).Index);
        SetAside(number);
    }

    /// <summary>What is known of losses now; what became a suspect is set aside.</summary>
    public void Learn(IReadOnlyDictionary<long, TrialLosses> losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        _losses = losses;

        // Nothing is known any more of one that has got a row unheard.
        foreach (var number in _aside.Where(number => IsolationOf(number) == Isolation.Shared).ToList())
            Free(number);
        foreach (var number in losses.Keys.Where(IsPlanned))
            SetAside(number);
    }

    /// <summary>How long the number is to rest once it is free; zero for most.</summary>
    public TimeSpan PauseOf(long number) => !IsFinished(number) && _losses.TryGetValue(number, out var losses) ? losses.Pause : TimeSpan.Zero;

    /// <summary>What to lease next, up to a cost; at least one trial, if any is free. All of it stays free until it is claimed.</summary>
    /// <param name="mayBeAlone">False where the silo has a trial that runs alone already.</param>
    /// <param name="fits">Which numbers the silo can hold; null for all.</param>
    public IReadOnlyList<TrialBatch> Next(double cost, bool mayBeAlone, Func<long, bool>? fits = null)
    {
        IEnumerable<long> Suspects(Isolation isolation) => _aside.Where(number => IsolationOf(number) == isolation && fits?.Invoke(number) != false);
        TrialBatch AloneIn(long number, Isolation isolation) => new([new NumberRange(number, number + 1)], isolation);

        if (mayBeAlone && Suspects(Isolation.Alone).FirstOrDefault(-1) is >= 0 and var alone)
            return [AloneIn(alone, Isolation.Alone)];
        if (UpTo(cost, Suspects(Isolation.OwnLease)).Take(MostSuspects).ToList() is { Count: > 0 } single)
            return [.. single.Select(number => AloneIn(number, Isolation.OwnLease))];
        var numbers = NumberRange.Join(UpTo(cost, Free(fits)).Take(WorkPacing.MostTrialsALease));
        return numbers.Count == 0 ? [] : [new TrialBatch(numbers, Isolation.Shared)];
    }

    /// <summary>Free numbers that fit nowhere, suspects among them too.</summary>
    public IReadOnlyList<long> Unfit(Func<long, bool> fits, int most) =>
        [.. _aside.Where(number => !fits(number)).Concat(Free(number => !fits(number))).Take(most)];

    private Isolation IsolationOf(long number) => _losses.TryGetValue(number, out var losses) ? losses.Isolation : Isolation.Shared;

    private IEnumerable<long> Free(Func<long, bool>? fits)
    {
        var skipped = 0;
        for (var index = _taken.FirstMissing(); index < _space.PlannedTrials && skipped <= MostSkipped; index = _taken.FirstMissing(index + 1))
        {
            var number = _order.NumberAt(new Position(index));
            if (fits is null || fits(number))
                yield return number;
            else
                skipped++;
        }
    }

    /// <summary>The first of them that reach a cost together.</summary>
    private IEnumerable<long> UpTo(double cost, IEnumerable<long> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            yield return number;
            sum += CostOf(number);
            if (sum >= cost)
                yield break;
        }
    }

    // A number set aside is taken, so that it is in no ordinary batch.
    private void SetAside(long number)
    {
        if (IsolationOf(number) != Isolation.Shared && _taken.Add(_order.PositionOf(number).Index))
            _aside.Add(number);
    }
}
