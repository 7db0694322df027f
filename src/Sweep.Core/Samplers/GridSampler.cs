using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>Every combination of listed values, by mixed-radix decoding of the place: the first parameter varies slowest, the last fastest.</summary>
public sealed class GridSampler : IPointSampler
{
    private readonly ImmutableArray<Parameter> _parameters;

    /// <exception cref="ArgumentException">A parameter has no list of values.</exception>
    /// <exception cref="OverflowException">There are 2⁶³ points or more.</exception>
    public GridSampler(ImmutableArray<Parameter> parameters)
    {
        _parameters = parameters;
        Points = 1;
        foreach (var parameter in parameters)
        {
            if (parameter.Count == 0)
                throw new ArgumentException($"A grid needs the values of {parameter.Name}.", nameof(parameters));
            Points = checked(Points * parameter.Count);
        }
    }

    /// <summary>How many there are.</summary>
    public long Points { get; }

    public void Sample(long place, Span<ParameterValue> values)
    {
        for (var dimension = _parameters.Length - 1; dimension >= 0; dimension--)
        {
            (place, var index) = Math.DivRem(place, _parameters[dimension].Count);
            values[dimension] = _parameters[dimension].Values[(int)index];
        }
    }

    /// <summary>The inverse of <see cref="Sample"/>.</summary>
    /// <exception cref="ArgumentException">The grid has no such point.</exception>
    public long PlaceOf(ReadOnlySpan<ParameterValue> values)
    {
        var place = 0L;
        for (var dimension = 0; dimension < _parameters.Length; dimension++)
        {
            var index = _parameters[dimension].Values.IndexOf(values[dimension]);
            if (index < 0)
                throw new ArgumentException($"The point's {_parameters[dimension].Name} is not one of the space's values.", nameof(values));
            place = place * _parameters[dimension].Count + index;
        }

        return place;
    }

    /// <summary>The inverse of <see cref="Sample"/>; null where the grid has no such point.</summary>
    public long? PlaceOf(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var place = 0L;
        foreach (var parameter in _parameters)
        {
            var index = point.Find(parameter.Name) is { } value ? parameter.Values.IndexOf(value) : -1;
            if (index < 0)
                return null;
            place = place * parameter.Count + index;
        }

        return place;
    }
}
