using Sweep.Core.Specs;

namespace Sweep.Grains.Contracts;

/// <summary>The points of an adaptive sampler as they travel, to who has no other way to know them.</summary>
public static class KnownPoints
{
    /// <summary>The parameters of these trials' points, by the least number of each; null where points are a function of their place.</summary>
    public static IReadOnlyDictionary<long, string>? Of(SearchSpace space, IEnumerable<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.Proposed is null
            ? null
            : numbers.Where(space.Knows).GroupBy(number => number / space.Spec.Replicates)
                .ToDictionary(point => point.Min(), point => space.ParametersOf(point.Min()));
    }

    /// <summary>The space learns them.</summary>
    public static void Learn(SearchSpace space, IReadOnlyDictionary<long, string>? points)
    {
        foreach (var (number, parameters) in points ?? new Dictionary<long, string>())
            space.Learn(number, parameters);
    }
}
