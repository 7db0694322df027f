using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>Points of the user's own, then those of another sampler; of a grid those that are left of it, so that none is there twice.</summary>
public sealed class EnqueuedSampler : IRuledSampler
{
    private readonly ImmutableArray<ImmutableArray<ParameterValue>> _own;
    private readonly IPointSampler _others;

    // Of a grid the places of the own points, ascending.
    private readonly long[] _taken;

    /// <param name="own">Each with one value a parameter, in their order, none of those whose conditions it does not meet; distinct.</param>
    /// <param name="others">What chooses the rest.</param>
    /// <exception cref="ArgumentException">A grid has no such point.</exception>
    public EnqueuedSampler(ImmutableArray<ImmutableArray<ParameterValue>> own, IPointSampler others)
    {
        ArgumentNullException.ThrowIfNull(others);
        (_own, _others) = (own, others);
        _taken = others switch
        {
            GridSampler grid => [.. own.Select(point => grid.PlaceOf(point.AsSpan())).Order()],
            RuledGrid grid => [.. own.Select(grid.PlaceOf).Order()],
            _ => [],
        };
        Points = checked(own.Length + others.Points - _taken.Length);
    }

    public long Points { get; }

    /// <summary>Of the others.</summary>
    public LeftOut? LeftOut => (_others as IRuledSampler)?.LeftOut;

    public void Sample(long place, Span<ParameterValue> values)
    {
        if (place < _own.Length)
            _own[(int)place].CopyTo(values);
        else
            _others.Sample(PlaceOfRest(place - _own.Length), values);
    }

    /// <summary>The place in the grid of the so-many-th point that is not taken.</summary>
    private long PlaceOfRest(long rank)
    {
        // Before the k-th taken place, _taken[k] − k are left.
        var (low, high) = (0, _taken.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_taken[middle] - middle <= rank)
                low = middle + 1;
            else
                high = middle;
        }

        return rank + low;
    }
}
