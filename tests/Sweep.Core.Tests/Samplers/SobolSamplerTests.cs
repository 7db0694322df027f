using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Samplers;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers;

public sealed class SobolSamplerTests
{
    private static ImmutableArray<Parameter> Units(int count) =>
        [.. Enumerable.Range(0, count).Select(k => Parameter.Of($"p{k}", new ParameterRange(ParameterKind.Real, 0, 1)))];

    [Fact]
    public void Sample_AnyBlockOfAPowerOfTwo_HasOnePointInEachEqualPartOfEachDimension() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 10], Gen.Long[0, 1L << 28]).Sample(
            (seed, power, block) =>
            {
                var sampler = new SobolSampler(Units(SobolSampler.MostDimensions), long.MaxValue, seed);
                var points = Block(sampler, SobolSampler.MostDimensions, power, block);
                for (var dimension = 0; dimension < SobolSampler.MostDimensions; dimension++)
                    Assert.Equal(Enumerable.Range(0, 1 << power), points.Select(point => (int)(point[dimension] * (1 << power))).Order());
            },
            iter: 30);

    /// <summary>The first two dimensions are a (0, 2)-sequence: every elementary interval of the block's volume has one point, however it is cut.</summary>
    [Fact]
    public void Sample_AnyBlockOfTwoDimensions_IsANetOfQualityZero() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 8], Gen.Long[0, 1L << 30]).Sample(
            (seed, power, block) =>
            {
                var points = Block(new SobolSampler(Units(2), long.MaxValue, seed), 2, power, block);
                for (var first = 0; first <= power; first++)
                {
                    var cells = points.Select(point => ((int)(point[0] * (1 << first)), (int)(point[1] * (1 << (power - first)))));
                    Assert.Equal(1 << power, cells.Distinct().Count());
                }
            },
            iter: 100);

    /// <summary>As a second implementation has them, in Python, of SciPy's direction numbers: they are part of what every cluster must agree in.</summary>
    [Theory]
    [InlineData(0L, 0.6076175587654172, 0.12029132388041464, 0.6952375214167296)]
    [InlineData(1L, 0.30364805702266373, 0.8983606307532951, 0.20855409578634032)]
    [InlineData(2L, 0.8110687889198619, 0.57513882395003, 0.32360795589445746)]
    [InlineData(1000000000000L, 0.6075035149250316, 0.9192949288796864, 0.22590831884283913)]
    public void Sample_KnownPlaces_HaveTheirBits(long place, params double[] expected) =>
        Assert.Equal(expected, Point(new SobolSampler(Units(3), long.MaxValue, 1), 3, place));

    [Fact]
    public void Sample_OtherSeed_IsAnotherScrambling()
    {
        var places = Enumerable.Range(0, 64);
        var one = places.Select(place => Point(new SobolSampler(Units(1), 64, 1), 1, place)[0]);
        var other = places.Select(place => Point(new SobolSampler(Units(1), 64, 2), 1, place)[0]);
        Assert.Empty(one.Intersect(other));
        Assert.Equal(one, places.Select(place => Point(new SobolSampler(Units(1), 1_000, 1), 1, place)[0]));
    }

    [Fact]
    public void Sample_ManyParametersOfOneValue_NeedNoDimension()
    {
        ImmutableArray<Parameter> fixedOnes = [.. Enumerable.Range(0, 80).Select(k => Parameter.Of($"f{k}", k))];
        var sampler = new SobolSampler(fixedOnes.AddRange(Units(2)), 10, 3);
        var values = new ParameterValue[82];
        sampler.Sample(5, values);
        Assert.Equal(Point(new SobolSampler(Units(2), 10, 3), 2, 5), values[80..].Select(value => value.Real));
        Assert.Throws<ArgumentException>(() => new SobolSampler(Units(65), 10, 3));
    }

    private static List<double[]> Block(SobolSampler sampler, int dimensions, int power, long block) =>
        [.. Enumerable.Range(0, 1 << power).Select(k => Point(sampler, dimensions, (block << power) + k))];

    private static double[] Point(SobolSampler sampler, int dimensions, long place)
    {
        var values = new ParameterValue[dimensions];
        sampler.Sample(place, values);
        return [.. values.Select(value => value.Real)];
    }
}
