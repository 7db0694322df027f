using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Samplers;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers;

public sealed class RandomSamplerTests
{
    private static readonly ImmutableArray<Parameter> Units =
        [.. Enumerable.Range(0, 3).Select(k => Parameter.Of($"p{k}", new ParameterRange(ParameterKind.Real, 0, 1)))];

    /// <summary>The bits are those of Random123's first known answer: two 64-bit words a block.</summary>
    [Fact]
    public void Sample_SeedAndPlaceZero_IsTheKnownBlockOfPhilox()
    {
        var values = Point(0, 0);
        Assert.Equal((0xE169_C58D_6627_E8D5 >> 11) / 9_007_199_254_740_992.0, values[0]);
        Assert.Equal((0x9B00_DBD8_BC57_AC4C >> 11) / 9_007_199_254_740_992.0, values[1]);
    }

    [Fact]
    public void Sample_ManyPlaces_IsUniformAndUncorrelated()
    {
        const int Count = 20_000;
        var points = Enumerable.Range(0, Count).Select(place => Point(7, place)).ToArray();
        for (var d = 0; d < 3; d++)
        {
            Assert.Equal(0.5, points.Average(point => point[d]), 0.01);
            Assert.Equal(1 / 12.0, points.Average(point => (point[d] - 0.5) * (point[d] - 0.5)), 0.003);
            Assert.Equal(0, points.Average(point => (point[d] - 0.5) * (point[(d + 1) % 3] - 0.5)), 0.003);
        }

        Assert.Equal(0, points.Skip(1).Zip(points, (next, point) => (next[0] - 0.5) * (point[0] - 0.5)).Average(), 0.003);
    }

    [Fact]
    public void Sample_AnyPlace_IsAPureFunctionOfSeedAndPlace() => Gen.Select(Gen.ULong, Gen.Long[0, long.MaxValue]).Sample((seed, place) =>
    {
        Assert.Equal(Point(seed, place), Point(seed, place));
        Assert.NotEqual(Point(seed, place), Point(seed ^ (1ul << 40), place));
        Assert.NotEqual(Point(seed, place), Point(seed, place ^ (1L << 40)));
    });

    private static double[] Point(ulong seed, long place)
    {
        var values = new ParameterValue[3];
        new RandomSampler(Units, long.MaxValue, seed).Sample(place, values);
        return [.. values.Select(value => value.Real)];
    }
}
