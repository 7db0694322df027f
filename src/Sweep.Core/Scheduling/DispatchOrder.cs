using System.Numerics;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// In which order the trials of a grid are leased: those of greatest cost first, so that no long trial begins when the rest is
/// done; equal ones by number. All trials with the same iterations, samples and hidden units form a class; classes have equally
/// many trials, so position ↔ number is arithmetic and takes no memory a trial. Very large sweeps keep the order of numbers:
/// their tail is small beside the whole, and taking one up must not read every row.
/// </summary>
public sealed class DispatchOrder
{
    /// <summary>Trials of a sweep that is reordered, at most.</summary>
    public const long MostTrials = 1_000_000;

    private const int MostClasses = 4_096;

    private readonly int[] _radixes;
    private readonly bool[] _isCost;
    private readonly GridCost _grid;
    private readonly long _classSize = 1;
    private readonly int[] _classAt = [];
    private readonly int[] _placeOfClass = [];
    private readonly double[] _costAt = [];
    private readonly double[] _costBefore = [];

    public DispatchOrder(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _grid = new GridCost(spec);
        _radixes = [.. spec.Parameters.Select(p => p.Count), checked((int)Math.Min(spec.Replicates, int.MaxValue))];
        _isCost = [.. spec.Parameters.Select(p => p is Parameter.Counts { Count: > 1 }), false];
        var planned = _radixes.Aggregate(BigInteger.One, (product, radix) => product * radix);
        var classes = _radixes.Where((_, d) => _isCost[d]).Aggregate(BigInteger.One, (product, radix) => product * radix);
        IsByNumber = classes.IsOne || classes > MostClasses || planned > MostTrials;
        if (IsByNumber)
            return;
        _classSize = (long)(planned / classes);
        var space = new SearchSpace(spec);
        var costs = Enumerable.Range(0, (int)classes).Select(c => TrialCost.Of(space.TrialAt(NumberOf(c, 0)).Point)).ToArray();
        _classAt = [.. Enumerable.Range(0, costs.Length).OrderByDescending(c => costs[c])];
        IsByNumber = _classAt.All(c => costs[c].Equals(costs[0]));
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

    /// <summary>True where position and number are the same.</summary>
    public bool IsByNumber { get; }

    /// <summary>Cost of the whole sweep.</summary>
    public double TotalCost => _grid.Total;

    /// <summary>The trial that is leased as the <paramref name="position"/>th, 0-based.</summary>
    public long NumberAt(Position position)
    {
        if (IsByNumber)
            return position.Index;
        var (place, rank) = Math.DivRem(position.Index, _classSize);
        return NumberOf(_classAt[place], rank);
    }

    /// <summary>The inverse of <see cref="NumberAt"/>.</summary>
    public Position PositionOf(long number)
    {
        if (IsByNumber)
            return new Position(number);
        long rank = 0, rankUnit = 1, costly = 0, costUnit = 1;
        for (var d = _radixes.Length - 1; d >= 0; d--)
        {
            (number, var digit) = Math.DivRem(number, _radixes[d]);
            if (_isCost[d])
                (costly, costUnit) = (costly + digit * costUnit, costUnit * _radixes[d]);
            else
                (rank, rankUnit) = (rank + digit * rankUnit, rankUnit * _radixes[d]);
        }

        return new Position(_placeOfClass[costly] * _classSize + rank);
    }

    /// <summary>Cost of a range of positions.</summary>
    public double CostOf(NumberRange positions) => IsByNumber ? _grid.Of(positions) : CostBefore(positions.End) - CostBefore(positions.Start);

    /// <summary>Every number below it is at a position that <paramref name="taken"/> holds.</summary>
    /// <param name="taken">A set of positions.</param>
    /// <param name="planned">Trials of the sweep.</param>
    public long Frontier(NumberSet taken, long planned)
    {
        ArgumentNullException.ThrowIfNull(taken);
        if (IsByNumber)
            return taken.FirstMissing();
        var frontier = planned;
        for (long start = 0; start < planned; start += _classSize)
        {
            // Within a class numbers ascend with positions.
            var first = taken.FirstGap(start, start + _classSize);
            if (first.Count > 0)
                frontier = Math.Min(frontier, NumberAt(new Position(first.Start)));
        }

        return frontier;
    }

    private double CostBefore(long position)
    {
        var (place, rank) = Math.DivRem(position, _classSize);
        return _costBefore[place] + (rank == 0 ? 0 : rank * _costAt[place]);
    }

    /// <summary>The number whose digits of cost are those of <paramref name="costly"/> and whose other digits are those of <paramref name="rank"/>.</summary>
    private long NumberOf(long costly, long rank)
    {
        long number = 0, unit = 1;
        for (var d = _radixes.Length - 1; d >= 0; d--)
        {
            long digit;
            if (_isCost[d])
                (costly, digit) = Math.DivRem(costly, _radixes[d]);
            else
                (rank, digit) = Math.DivRem(rank, _radixes[d]);
            number += digit * unit;
            unit *= _radixes[d];
        }

        return number;
    }
}
