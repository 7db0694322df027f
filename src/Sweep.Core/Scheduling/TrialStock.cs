using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// The trials of a running sweep that are still to be leased, in order of dispatch, with the suspects (see
/// <see cref="TrialLosses"/>) set aside to be leased one by one.
/// </summary>
public sealed class TrialStock
{
    /// <summary>Suspects leased at once, each in a lease of its own.</summary>
    public const int MostSuspects = 256;

    private readonly SearchSpace _space;
    private readonly DispatchOrder _order;
    private readonly TrialLedger _ledger;
    private readonly SortedSet<long> _aside = [];
    private IReadOnlyDictionary<long, TrialLosses> _losses = new Dictionary<long, TrialLosses>();

    /// <param name="space">The sweep's search space.</param>
    /// <param name="frontier">All numbers below are finished.</param>
    /// <param name="finishedAbove">Finished runs above the frontier.</param>
    public TrialStock(SearchSpace space, long frontier, IEnumerable<NumberRange> finishedAbove)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _order = new DispatchOrder(space.Spec);
        IEnumerable<NumberRange> finished = finishedAbove.Prepend(new NumberRange(0, frontier))
            .Select(run => run.Within(space.PlannedTrials))
            .Where(run => run.Count > 0);
        if (!_order.IsByNumber)
            finished = finished.SelectMany(run => run.Numbers()).Select(_order.PositionOf).Select(p => new NumberRange(p, p + 1));
        _ledger = new TrialLedger(space.PlannedTrials, 0, finished);
    }

    public bool IsComplete => _ledger.IsComplete;

    /// <summary>Trials that are finished.</summary>
    public long Finished => _ledger.Finished;

    /// <summary>Every number below is finished.</summary>
    public long Frontier => _order.Frontier(_ledger.FinishedSet, _space.PlannedTrials);

    public double TotalCost => _order.TotalCost;

    public double FinishedCost => _ledger.FinishedRuns.Sum(_order.CostOf);

    /// <summary>Cost of what is neither leased nor finished, about: what is, is taken to cost as much as its like.</summary>
    public double FreeCost => _ledger.Free == 0 ? 0 : _order.TotalCost - _ledger.TakenRuns.Sum(_order.CostOf);

    public double CostOf(long number) => TrialCost.Of(_space.TrialAt(number).Point);

    /// <summary>False where the sweep has no such number: what the database holds may have been written by hand.</summary>
    public bool IsPlanned(long number) => number >= 0 && number < _space.PlannedTrials;

    public bool IsFinished(long number) => IsPlanned(number) && _ledger.IsFinished(_order.PositionOf(number));

    /// <summary>Notes a result; false where there was one already, or where the sweep has no such number.</summary>
    public bool Finish(long number)
    {
        if (!IsPlanned(number))
            return false;
        _aside.Remove(number);
        return _ledger.Finish(_order.PositionOf(number));
    }

    /// <summary>Takes a number out of what is free, for somebody holds a lease of it.</summary>
    public void Claim(long number)
    {
        if (!IsPlanned(number))
            return;
        _aside.Remove(number);
        _ledger.Claim(_order.PositionOf(number));
    }

    /// <summary>Frees a number that has no result: to be leased in its turn or, a suspect, by itself.</summary>
    public void Free(long number)
    {
        if (!IsPlanned(number))
            return;
        var position = _order.PositionOf(number);
        if (_ledger.IsFinished(position))
            return;
        _ledger.Release(position);
        SetAside(number, position);
    }

    /// <summary>What is known of losses now; what became a suspect is set aside.</summary>
    public void Learn(IReadOnlyDictionary<long, TrialLosses> losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        _losses = losses;
        foreach (var number in losses.Keys.Where(IsPlanned))
            SetAside(number, _order.PositionOf(number));
    }

    /// <summary>How long the number is to rest once it is free; zero for most.</summary>
    public TimeSpan PauseOf(long number) => _losses.TryGetValue(number, out var losses) ? losses.Pause : TimeSpan.Zero;

    /// <summary>Attempts lost of the numbers that have any.</summary>
    public IReadOnlyDictionary<long, int> LostAttemptsOf(IReadOnlyList<NumberRange> numbers) =>
        numbers.SelectMany(run => run.Numbers()).Where(_losses.ContainsKey).ToDictionary(number => number, number => _losses[number].Attempts);

    /// <summary>The spans of the last attempts of the numbers that have any; null where none has.</summary>
    public IReadOnlyDictionary<long, string>? EarlierTracesOf(IReadOnlyList<NumberRange> numbers) => _losses.Count == 0
        ? null
        : numbers.SelectMany(run => run.Numbers())
            .Where(number => _losses.TryGetValue(number, out var losses) && losses.TraceParent is not null)
            .ToDictionary(number => number, number => _losses[number].TraceParent!);

    /// <summary>Takes what to lease next, up to a cost; at least one trial, if any is free.</summary>
    /// <param name="mayBeAlone">False where the silo has a trial that runs alone already.</param>
    /// <param name="fits">Which numbers the silo can hold; null for all.</param>
    public IReadOnlyList<TrialBatch> Take(double cost, bool mayBeAlone, Func<long, bool>? fits = null)
    {
        if (mayBeAlone && Suspects(Isolation.Alone, fits).FirstOrDefault(-1) is >= 0 and var alone)
            return [TakeSuspect(alone, Isolation.Alone)];
        var batches = new List<TrialBatch>();
        var sum = 0.0;
        foreach (var number in Suspects(Isolation.OwnLease, fits).Take(MostSuspects).ToList())
        {
            if (batches.Count > 0 && sum >= cost)
                break;
            sum += CostOf(number);
            batches.Add(TakeSuspect(number, Isolation.OwnLease));
        }

        if (batches.Count > 0)
            return batches;
        var positions = _ledger.Take(
            cost, WorkPacing.MostTrialsALease, position => CostOf(_order.NumberAt(position)), fits is null ? null : position => fits(_order.NumberAt(position)));
        return positions.Count == 0 ? [] : [new TrialBatch(ToNumbers(positions), Isolation.Shared)];
    }

    /// <summary>Takes numbers that fit nowhere, to be given a row at once; suspects among them too.</summary>
    public IReadOnlyList<long> TakeUnfit(Func<long, bool> fits, int most)
    {
        ArgumentNullException.ThrowIfNull(fits);
        List<long> unfit = [.. _aside.Where(number => !fits(number)).Take(most)];
        unfit.ForEach(number => _aside.Remove(number));
        var positions = _ledger.Take(double.MaxValue, most, _ => 0, position => !fits(_order.NumberAt(position)));
        unfit.AddRange(positions.SelectMany(run => run.Numbers()).Select(_order.NumberAt));
        return unfit;
    }

    private IEnumerable<long> Suspects(Isolation isolation, Func<long, bool>? fits) =>
        _aside.Where(number => _losses[number].Isolation == isolation && fits?.Invoke(number) != false);

    private TrialBatch TakeSuspect(long number, Isolation isolation)
    {
        _aside.Remove(number);
        return new TrialBatch([new NumberRange(number, number + 1)], isolation);
    }

    // A number set aside is taken in the ledger, so that it is in no ordinary batch.
    private void SetAside(long number, long position)
    {
        if (_losses.TryGetValue(number, out var losses) && losses.Isolation != Isolation.Shared && _ledger.Claim(position))
            _aside.Add(number);
    }

    private IReadOnlyList<NumberRange> ToNumbers(IReadOnlyList<NumberRange> positions)
    {
        if (_order.IsByNumber)
            return positions;
        var runs = new List<NumberRange>();
        foreach (var number in positions.SelectMany(run => run.Numbers()).Select(_order.NumberAt))
        {
            if (runs.Count > 0 && runs[^1].End == number)
                runs[^1] = runs[^1] with { End = number + 1 };
            else
                runs.Add(new NumberRange(number, number + 1));
        }

        return runs;
    }
}
