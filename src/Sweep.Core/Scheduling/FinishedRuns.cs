namespace Sweep.Core.Scheduling;

/// <summary>Of every run of a sweep which of its stops have results. Kept as ranges of positions, one set a stop.</summary>
internal sealed class FinishedRuns
{
    private readonly RunGrid _runs;
    private readonly DispatchOrder _order;
    private readonly NumberSet[] _stops;

    public FinishedRuns(RunGrid runs, DispatchOrder order)
    {
        (_runs, _order) = (runs, order);
        _stops = [.. Enumerable.Range(0, runs.Stops).Select(_ => new NumberSet())];
    }

    /// <summary>How many trials are finished.</summary>
    public long Count => _stops.Sum(set => set.Count);

    /// <summary>Every number below is finished.</summary>
    public long Frontier => _order.Frontier(_stops);

    /// <summary>Of what has been trained for the results that there are.</summary>
    public double Cost => _stops.Select((set, stop) => set.Ranges.Sum(range => _order.CostOf(range)) * _runs.StepsTo(stop) / _runs.Steps[^1]).Sum();

    /// <summary>The runs that have all results.</summary>
    public IEnumerable<NumberRange> Whole => _stops.Select(set => set.Ranges).Aggregate(NumberSet.Common);

    /// <summary>All trials of these numbers are finished.</summary>
    public void AddRange(NumberRange numbers)
    {
        foreach (var (stop, runs) in _runs.Split(numbers))
            foreach (var positions in _order.PositionsOf(runs))
                _stops[stop].AddRange(positions);
    }

    /// <summary>False where it was finished.</summary>
    public bool Add(Position run, int stop) => _stops[stop].Add(run.Index);

    public bool Contains(Position run, int stop) => _stops[stop].Contains(run.Index);

    /// <summary>True where all trials of the run have a result.</summary>
    public bool IsWhole(Position run)
    {
        for (var stop = _stops.Length - 1; stop >= 0; stop--)
            if (!_stops[stop].Contains(run.Index))
                return false;
        return true;
    }
}
