using System.Numerics;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// In which order the runs of a space (see <see cref="RunGrid"/>) are leased: those of greatest cost first, so that no long one begins when the
/// rest is done; equal ones by index, and so those of a sampler. All runs with the same values of the parameters that cost form a class; classes have
/// equally many runs, so position ↔ run is arithmetic and takes no memory a run. Very large sweeps keep the order of the grid: their tail is small beside
/// the whole, and taking one up must not visit every run.
/// </summary>
public sealed class DispatchOrder
{
    /// <summary>Trials of a sweep that is reordered, at most.</summary>
    public const long MostTrials = 1_000_000;

    private const int MostClasses = 4_096;

    private readonly RunGrid _runs;
    private readonly RunCost _costs;
    private readonly int[] _radixes = [];
    private readonly bool[] _isCost = [];
    private readonly long _classSize;
    private readonly int[] _classAt = [];
    private readonly int[] _placeOfClass = [];
    private readonly double[] _costAt = [];
    private readonly double[] _costBefore = [];

    public DispatchOrder(SearchSpace space, RunGrid runs)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(runs);
        _runs = runs;
        _costs = RunCost.Of(space, runs);
        _classSize = runs.Count;
        IsByRun = !space.IsGrid;
        if (IsByRun)
            return;
        var (model, trainer) = (TrialModel.Of(space.Spec), space.Spec.Trainer);
        Parameter[] digits = [.. space.Spec.Parameters.Where(parameter => parameter.Name != trainer.SharedResource)];
        _radixes = [.. digits.Select(parameter => parameter.Count), checked((int)Math.Min(space.Spec.Replicates, int.MaxValue))];
        _isCost = [.. digits.Select(parameter => parameter.Count > 1 && (parameter.Name == trainer.Resource || model.IsCostly(parameter.Name))), false];
        var classes = _radixes.Where((_, d) => _isCost[d]).Aggregate(BigInteger.One, (product, radix) => product * radix);

        // A pruner waits for the least numbers first, and a budget ends the sweep at one.
        IsByRun = classes.IsOne || classes > MostClasses || space.Size > MostTrials || space.Spec is { Pruner: not null } or { Budget.IsWatched: true };
        if (IsByRun)
            return;
        _classSize = runs.Count / (long)classes;
        double CostOfClass(int costly) => model.CostOf(space.TrialAt(runs.NumberOf(RunOf(costly, 0), runs.Stops - 1)).Point);
        double[] costs = [.. Enumerable.Range(0, (int)classes).Select(CostOfClass)];
        _classAt = [.. Enumerable.Range(0, costs.Length).OrderByDescending(c => costs[c])];
        IsByRun = _classAt.All(c => costs[c].Equals(costs[0]));
        _placeOfClass = new int[costs.Length];
        _costAt = new double[costs.Length];
        _costBefore = new double[costs.Length + 1];
        for (var place = 0; place < costs.Length; place++)
        {
            _placeOfClass[_classAt[place]] = place;
            _costAt[place] = costs[_classAt[place]];
            _costBefore[place + 1] = _costBefore[place] + _costAt[place] * _classSize;
        }
    }

    /// <summary>True where a run's position is its index.</summary>
    public bool IsByRun { get; }

    /// <summary>Cost of the whole sweep.</summary>
    public double TotalCost => _costs.Total;

    /// <summary>The run that is leased as the <paramref name="position"/>th, 0-based.</summary>
    public long RunAt(Position position)
    {
        if (IsByRun)
            return position.Index;
        var (place, rank) = Math.DivRem(position.Index, _classSize);
        return RunOf(_classAt[place], rank);
    }

    /// <summary>The inverse of <see cref="RunAt"/>.</summary>
    public Position PositionOf(long run)
    {
        if (IsByRun)
            return new Position(run);
        long rank = 0, rankUnit = 1, costly = 0, costUnit = 1;
        for (var d = _radixes.Length - 1; d >= 0; d--)
        {
            (run, var digit) = Math.DivRem(run, _radixes[d]);
            if (_isCost[d])
                (costly, costUnit) = (costly + digit * costUnit, costUnit * _radixes[d]);
            else
                (rank, rankUnit) = (rank + digit * rankUnit, rankUnit * _radixes[d]);
        }

        return new Position(_placeOfClass[costly] * _classSize + rank);
    }

    /// <summary>The positions of a range of runs, ascending.</summary>
    public IEnumerable<NumberRange> PositionsOf(NumberRange runs) =>
        IsByRun ? [runs] : NumberRange.Join(runs.Numbers().Select(run => PositionOf(run).Index).Order());

    /// <summary>Cost of the runs at a range of positions, each trained to its end.</summary>
    public double CostOf(NumberRange positions) => IsByRun ? _costs.Of(positions) : CostBefore(positions.End) - CostBefore(positions.Start);

    /// <summary>Cost of a run that is trained to its end.</summary>
    public double CostOf(Position position) =>
        IsByRun ? _costs.Of(position.Index) : _costAt[position.Index / _classSize];

    /// <summary>Every number below it is finished.</summary>
    /// <param name="finished">By stop: the positions of the runs that have reached it.</param>
    public long Frontier(IReadOnlyList<NumberSet> finished)
    {
        ArgumentNullException.ThrowIfNull(finished);
        var frontier = _runs.Count * _runs.Stops;
        for (var stop = 0; stop < _runs.Stops; stop++)
        {
            // Of one stop, and within a class, numbers ascend with positions.
            for (long start = 0; start < _runs.Count; start += _classSize)
            {
                var first = finished[stop].FirstMissing(start);
                if (first < start + _classSize)
                    frontier = Math.Min(frontier, _runs.NumberOf(RunAt(new Position(first)), stop));
            }
        }

        return frontier;
    }

    private double CostBefore(long position)
    {
        var (place, rank) = Math.DivRem(position, _classSize);
        return _costBefore[place] + (rank == 0 ? 0 : rank * _costAt[place]);
    }

    /// <summary>The run whose digits of cost are those of <paramref name="costly"/> and whose other digits are those of <paramref name="rank"/>.</summary>
    private long RunOf(long costly, long rank)
    {
        long run = 0, unit = 1;
        for (var d = _radixes.Length - 1; d >= 0; d--)
        {
            long digit;
            if (_isCost[d])
                (costly, digit) = Math.DivRem(costly, _radixes[d]);
            else
                (rank, digit) = Math.DivRem(rank, _radixes[d]);
            run += digit * unit;
            unit *= _radixes[d];
        }

        return run;
    }
}
