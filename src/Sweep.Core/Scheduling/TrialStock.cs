using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Which trials of a running sweep are finished, which runs are taken, and which are to be leased next, in order of dispatch; suspects (see
/// <see cref="TrialLosses"/>) one by one. Kept as ranges of positions: its size follows the work in flight, not the size of the sweep. A run is
/// taken as a whole: all its trials without a result are free, or none is.
/// </summary>
public sealed class TrialStock
{
    /// <summary>Suspects leased at once, each in a lease of its own.</summary>
    public const int MostSuspects = 256;

    /// <summary>Runs that are passed over in one search.</summary>
    public const int MostSkipped = 10_000;

    private readonly SearchSpace _space;
    private readonly RunGrid _runs;
    private readonly DispatchOrder _order;

    private readonly FinishedRuns _finished;

    // Both of positions: the runs that are leased, rest, are set aside, or have all results; those set aside.
    private readonly NumberSet _taken = new();
    private readonly SortedSet<long> _aside = [];

    // Cost of what is in the space and not planned. Such trials are kept as if they were finished, so that nothing else need know of them.
    private readonly double _leftOut;
    private IReadOnlyDictionary<long, TrialLosses> _losses = new Dictionary<long, TrialLosses>();

    /// <param name="space">The sweep's search space.</param>
    /// <param name="frontier">All numbers below are finished.</param>
    /// <param name="finishedAbove">Finished ranges above the frontier.</param>
    /// <param name="planned">The trials that are planned, the first ones, where that is not as the spec alone says.</param>
    public TrialStock(SearchSpace space, long frontier, IEnumerable<NumberRange> finishedAbove, long? planned = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _runs = new RunGrid(space);
        _order = new DispatchOrder(space, _runs);
        _finished = new FinishedRuns(_runs, _order);
        Planned = planned ?? space.PlannedTrials;
        _finished.AddRange(new NumberRange(Planned, space.Size));
        _leftOut = _finished.Cost;
        foreach (var range in finishedAbove.Prepend(new NumberRange(0, frontier)))
            _finished.AddRange(range.Within(Planned));
        foreach (var whole in _finished.Whole.ToList())
            _taken.AddRange(whole);
    }

    /// <summary>Every number below is planned.</summary>
    public long Planned { get; }

    /// <summary>No position from here on is leased, set aside or finished.</summary>
    public long Begun => _taken.Ranges.Where(range => range.Start < Planned).Select(range => Math.Min(range.End, Planned)).DefaultIfEmpty(0).Max();

    public bool IsComplete => Finished == Planned;

    /// <summary>Trials that are finished.</summary>
    public long Finished => _finished.Count - (_space.Size - Planned);

    /// <summary>Every number below is finished.</summary>
    public long Frontier => Math.Min(Planned, _finished.Frontier);

    /// <summary>Of every run to its end.</summary>
    public double TotalCost => _order.TotalCost - _leftOut;

    /// <summary>Of what has been trained for the results that there are.</summary>
    public double FinishedCost => _finished.Cost - _leftOut;

    /// <summary>Cost of the runs that are neither leased nor finished, and have a point.</summary>
    public double FreeCost => _taken.Count == _runs.Count ? 0
        : Ready == _runs.Count ? _order.TotalCost - _taken.Ranges.Sum(range => _order.CostOf(range))
        : Math.Max(0, _order.CostOf(new NumberRange(0, Ready)) - _taken.Ranges.Sum(range => _order.CostOf(range.Within(Ready))));

    /// <summary>
    /// Trials from this number on have no point yet, and are not to be leased: of adaptive samplers, whose trials are runs in the order of numbers.
    /// </summary>
    public long ReadyBelow { get; set; } = long.MaxValue;

    private long Ready => Math.Min(_runs.Count, ReadyBelow);

    /// <summary>Cost of what a trial adds to the next shorter one of its run.</summary>
    public double CostOf(long number)
    {
        var (position, stop) = Find(number);
        return _order.CostOf(position) * _runs.StepsTo(stop) / _runs.Steps[^1];
    }

    /// <summary>Cost of what is trained of a trial's run and is no part of any result yet.</summary>
    public double CostUntil(long number, int iteration)
    {
        var position = Find(number).Position;

        // A run of one trial says nothing of its steps.
        if (_runs.Stops == 1 && _runs.Steps[0] == 1 && _space.StepsOf(_space.TrialAt(number)) is { } planned)
            return _finished.Contains(position, 0) ? 0 : _order.CostOf(position) * Math.Clamp(iteration, 0, planned) / planned;
        var steps = 0L;
        for (var stop = 0; stop < _runs.Stops; stop++)
            if (!_finished.Contains(position, stop))
                steps += Math.Clamp(iteration - (stop == 0 ? 0 : _runs.Steps[stop - 1]), 0, _runs.StepsTo(stop));
        return _order.CostOf(position) * steps / _runs.Steps[^1];
    }

    /// <summary>False where the sweep has no such number: what the database holds may have been written by hand.</summary>
    public bool IsPlanned(long number) => number >= 0 && number < Planned;

    public bool IsFinished(long number) => IsPlanned(number) && Find(number) is var (position, stop) && _finished.Contains(position, stop);

    /// <summary>The run of a planned number.</summary>
    public Position RunOf(long number) => Find(number).Position;

    /// <summary>The numbers of a run that have no result, the longest trial last.</summary>
    public IReadOnlyList<long> LeftOf(Position run)
    {
        var left = new List<long>(_runs.Stops);
        AddLeft(run, left);
        return left;
    }

    /// <summary>True where all trials of the run have a result.</summary>
    public bool IsWhole(Position run) => _finished.IsWhole(run);

    /// <summary>Notes a result; false where there was one already, or where the sweep has no such number.</summary>
    public bool Finish(long number)
    {
        if (!IsPlanned(number))
            return false;
        var (position, stop) = Find(number);
        if (!_finished.Add(position, stop))
            return false;
        if (IsWhole(position))
            Claim(position);
        else if (_aside.Contains(position.Index) || !_taken.Contains(position.Index))
            Free(position); // Where that was the longest, the losses of another trial count now.
        return true;
    }

    /// <summary>Takes a number's run out of what is free, for somebody holds a lease of it, or it rests.</summary>
    public void Claim(long number)
    {
        if (IsPlanned(number))
            Claim(Find(number).Position);
    }

    /// <summary>Frees a run that has not all results: to be leased in its turn or, a suspect, by itself.</summary>
    public void Free(Position run)
    {
        if (IsWhole(run))
            return;
        _aside.Remove(run.Index);
        _taken.Remove(run.Index);
        SetAside(run);
    }

    /// <summary>What is known of losses now; what became a suspect is set aside.</summary>
    /// <param name="losses">By number: of a run, those of its longest trial without a result count, which was in every attempt.</param>
    public void Learn(IReadOnlyDictionary<long, TrialLosses> losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        _losses = losses;

        // Nothing is known any more of one that has got a row unheard.
        foreach (var run in _aside.Select(index => new Position(index)).Where(run => IsolationOf(run) == Isolation.Shared).ToList())
            Free(run);
        foreach (var run in losses.Keys.Where(IsPlanned).Select(RunOf))
            SetAside(run);
    }

    /// <summary>Trials that must not be tried again, each with the losses that say so.</summary>
    public IEnumerable<(long Number, TrialLosses Losses)> Quarantined() => _losses.Keys
        .Where(IsPlanned)
        .Select(RunOf)
        .Distinct()
        .SelectMany(run =>
        {
            var left = LeftOf(run);
            if (LossesOf(run) is { IsQuarantined: true } all)
                return left.Select(number => (number, all));

            // What kills silos in a shorter trial, or does not get on, does so in each longer one of the run.
            var hopeless = left.SkipWhile(number => _losses.GetValueOrDefault(number)?.IsHopelessAlone != true).ToList();
            return hopeless.Select(number => (number, _losses[hopeless[0]]));
        });

    /// <summary>How long the run is to rest once it is free; zero for most.</summary>
    public TimeSpan PauseOf(Position run)
    {
        // Alone its shortest trial is tried, and lost.
        var tried = IsolationOf(run) == Isolation.Alone ? _losses.GetValueOrDefault(LeftOf(run)[0]) : LossesOf(run);
        return tried?.Pause ?? TimeSpan.Zero;
    }

    /// <summary>
    /// What to lease next, up to a cost; at least one run, if any is free, or the shortest trials of one, where it is alone, has too many for a
    /// lease, or does not fit with all of them. All of it stays free until it is claimed.
    /// </summary>
    /// <param name="mayBeAlone">False where the silo has a run that is alone already.</param>
    /// <param name="fits">Which trials of one run the silo can hold together, the longest last; null for all.</param>
    /// <param name="idle">So many runs at least, where <paramref name="share"/> has them: each can be begun at once.</param>
    /// <param name="share">A cost.</param>
    public IReadOnlyList<TrialBatch> Next(double cost, bool mayBeAlone, Func<IReadOnlyList<long>, bool>? fits = null, int idle = 0, double share = 0)
    {
        IEnumerable<Position> Suspects(Isolation isolation) => _aside
            .Select(index => new Position(index))
            .Where(run => IsolationOf(run) == isolation && FittingOf(run, fits).Count > 0);

        // Alone a run goes from trial to trial: the shorter ones have their results before the one that kills silos is found.
        if (mayBeAlone)
            foreach (var alone in Suspects(Isolation.Alone))
                return [Batch([FittingOf(alone, fits)[0]], Isolation.Alone)];
        if (UpTo(cost, Suspects(Isolation.OwnLease), idle, share).Take(MostSuspects).ToList() is { Count: > 0 } single)
            return [.. single.Select(run => Batch(FittingOf(run, fits), Isolation.OwnLease))];
        var numbers = new List<long>();
        foreach (var run in UpTo(cost, Free(fits is null ? null : run => FittingOf(run, fits).Count > 0), idle, share))
        {
            if (fits is null && _runs.Stops <= WorkPacing.MostTrialsALease)
                AddLeft(run, numbers);
            else
                numbers.AddRange(FittingOf(run, fits));
            if (numbers.Count + _runs.Stops > WorkPacing.MostTrialsALease)
                break;
        }

        return numbers.Count == 0 ? [] : [Batch(numbers, Isolation.Shared)];
    }

    /// <summary>Free trials that fit nowhere, not even without the others of their run; of suspects, too.</summary>
    public IReadOnlyList<long> Unfit(Func<IReadOnlyList<long>, bool> fits, int most)
    {
        IEnumerable<long> UnfitOf(Position run) => LeftOf(run).Where(number => !fits([number]));
        return [.. _aside.Select(index => new Position(index)).Concat(Free(run => UnfitOf(run).Any())).SelectMany(UnfitOf).Take(most)];
    }

    private static TrialBatch Batch(List<long> numbers, Isolation isolation)
    {
        numbers.Sort();
        return new(NumberRange.Join(numbers), isolation);
    }

    private Isolation IsolationOf(Position run) => LossesOf(run)?.Isolation ?? Isolation.Shared;

    private TrialLosses? LossesOf(Position run) =>
        _losses.Count > 0 && LeftOf(run) is [.., var longest] ? _losses.GetValueOrDefault(longest) : null;

    /// <summary>The shortest trials of a run, as many as fit together.</summary>
    private List<long> FittingOf(Position run, Func<IReadOnlyList<long>, bool>? fits)
    {
        var left = LeftOf(run).Take(WorkPacing.MostTrialsALease).ToList();
        while (left.Count > 0 && fits?.Invoke(left) == false)
            left.RemoveAt(left.Count - 1);
        return left;
    }

    private (Position Position, int Stop) Find(long number)
    {
        var (run, stop) = _runs.Find(number);
        return (_order.PositionOf(run), stop);
    }

    private void Claim(Position run)
    {
        _aside.Remove(run.Index);
        _taken.Add(run.Index);
    }

    private void AddLeft(Position position, List<long> numbers)
    {
        var run = _order.RunAt(position);
        for (var stop = 0; stop < _runs.Stops; stop++)
            if (!_finished.Contains(position, stop))
                numbers.Add(_runs.NumberOf(run, stop));
    }

    private IEnumerable<Position> Free(Func<Position, bool>? isWanted)
    {
        var skipped = 0;
        for (var index = _taken.FirstMissing(); index < Ready && skipped <= MostSkipped; index = _taken.FirstMissing(index + 1))
        {
            var run = new Position(index);
            if (isWanted?.Invoke(run) != false)
                yield return run;
            else
                skipped++;
        }
    }

    /// <summary>The first of them that reach a cost together and, within a share, a count.</summary>
    private IEnumerable<Position> UpTo(double cost, IEnumerable<Position> runs, int least, double share)
    {
        var (sum, count) = (0.0, 0);
        foreach (var run in runs)
        {
            yield return run;
            (sum, count) = (sum + _order.CostOf(run), count + 1);
            if (sum >= cost && (count >= least || sum >= share))
                yield break;
        }
    }

    // A run set aside is taken, so that it is in no ordinary batch.
    private void SetAside(Position run)
    {
        if (IsolationOf(run) != Isolation.Shared && _taken.Add(run.Index))
            _aside.Add(run.Index);
    }
}
