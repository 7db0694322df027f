using System.Collections.Immutable;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Spaces;

namespace Sweep.Benchmarks.Tabled;

/// <summary>The points of the table in a given order.</summary>
internal sealed class OrderedSampler(TableSpace space, int[] order) : IAdaptiveSampler
{
    public static OrderedSampler Grid(TableSpace space) => new(space, [.. Enumerable.Range(0, space.Points)]);

    public static OrderedSampler Shuffled(TableSpace space, int seed)
    {
        int[] order = [.. Enumerable.Range(0, space.Points)];
        new Random(seed).Shuffle(order);
        return new OrderedSampler(space, order);
    }

    public long SeenBelow(long point, int lag) => 0;

    public ImmutableArray<ParameterValue> Propose(long point, SearchHistory history) => space.ValuesOf(order[point]);
}
