using System.Collections.Immutable;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Spaces;

namespace Sweep.Benchmarks.Tabled;

/// <summary>The points of the table in a given order.</summary>
internal sealed class OrderedSampler(int[] order) : IAdaptiveSampler
{
    public static OrderedSampler Grid { get; } = new([.. Enumerable.Range(0, CurveTable.Points)]);

    public static OrderedSampler Shuffled(int seed)
    {
        int[] order = [.. Enumerable.Range(0, CurveTable.Points)];
        new Random(seed).Shuffle(order);
        return new OrderedSampler(order);
    }

    public long SeenBelow(long point, int lag) => 0;

    public ImmutableArray<ParameterValue> Propose(long point, SearchHistory history) => CurveTable.ValuesOf(order[point]);
}
