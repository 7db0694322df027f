using Sweep.Core.Spaces;

namespace Sweep.Core.Specs;

/// <summary>Which points of a grid another grid has too. Found by comparing values, so it takes memory by their number, never by that of the trials.</summary>
internal sealed class GridOverlap : SpaceOverlap
{
    // By parameter of this grid: of each value its place among the other's, times what one step there adds to a number; -1 where it has none.
    private readonly long[][] _steps;

    private GridOverlap(long[][] steps, ReplicateOverlap replicates)
        : base(replicates) => _steps = steps;

    private protected override bool HasEveryPoint => _steps.All(steps => steps.All(step => step >= 0));

    /// <summary>Null where they share no point.</summary>
    public static GridOverlap? Of(SweepSpec mine, SweepSpec its, ReplicateOverlap replicates)
    {
        var steps = mine.Parameters.Select(parameter => Steps(parameter, mine, its)).ToArray();
        return steps.All(of => of.Any(step => step >= 0)) ? new GridOverlap(steps, replicates) : null;
    }

    private protected override long? FirstNumberAt(long place)
    {
        var there = 0L;
        for (var dimension = _steps.Length - 1; dimension >= 0; dimension--)
        {
            (place, var index) = Math.DivRem(place, _steps[dimension].Length);
            if (_steps[dimension][index] < 0)
                return null;
            there += _steps[dimension][index];
        }

        return there;
    }

    private protected override bool HasPointsOf(SpaceOverlap other) => other is GridOverlap grid
        && _steps.Zip(grid._steps).All(pair => pair.First.Zip(pair.Second).All(step => step.First >= 0 || step.Second < 0));

    private static long[] Steps(Parameter parameter, SweepSpec own, SweepSpec other)
    {
        var dimension = other.Parameters.Select((its, d) => (its.Name, d)).First(its => its.Name == parameter.Name).d;
        var unit = other.Parameters.Skip(dimension + 1).Aggregate(other.Replicates, (product, its) => product * its.Count);
        var places = new Dictionary<ParameterValue, int>(other.Parameters[dimension].Count);
        for (var place = 0; place < other.Parameters[dimension].Count; place++)
            places.TryAdd(other.Parameters[dimension].Values[place], place);
        return [.. parameter.Values.Select(value => places.TryGetValue(value, out var place) && IsSame(parameter, value, own, other) ? place * unit : -1)];
    }
}
