using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Benchmarks.Tabled;

/// <summary>What of the table a search is over.</summary>
/// <param name="First">The place of its first point in the table.</param>
/// <param name="Parameters">The last varies fastest.</param>
internal sealed record TableSpace(int First, ImmutableArray<Parameter> Parameters)
{
    public int Points { get; } = Parameters.Aggregate(1, (points, parameter) => points * parameter.Count);

    public ImmutableArray<ParameterValue> ValuesOf(int point)
    {
        var values = new ParameterValue[Parameters.Length];
        for (var axis = Parameters.Length - 1; axis >= 0; axis--)
        {
            (point, var place) = Math.DivRem(point, Parameters[axis].Count);
            values[axis] = Parameters[axis].Values[place];
        }

        return [.. values];
    }

    public int PointOf(ImmutableArray<ParameterValue> values)
    {
        var point = 0;
        for (var axis = 0; axis < Parameters.Length; axis++)
            point = point * Parameters[axis].Count + Parameters[axis].Values.IndexOf(values[axis]);
        return point;
    }
}
