using CsCheck;
using Sweep.Core.Arithmetic;

namespace Sweep.Core.Tests.Arithmetic;

public sealed class PhiloxTests
{
    // The known answers that the paper's authors publish with Random123 (philox4x32, 10 rounds).
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0xa4093822u, 0x299f31d0u, 0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Next_KnownAnswers_AreGiven(uint key0, uint key1, uint c0, uint c1, uint c2, uint c3, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox.Next(key0, key1, c0, c1, c2, c3));

    [Fact]
    public void KeyedRandom_OtherPointStreamOrSeed_IsAnotherSequence()
    {
        var first = Take(new KeyedRandom(7, 3, 1));

        Assert.Equal(first, Take(new KeyedRandom(7, 3, 1)));
        Assert.NotEqual(first, Take(new KeyedRandom(8, 3, 1)));
        Assert.NotEqual(first, Take(new KeyedRandom(7, 4, 1)));
        Assert.NotEqual(first, Take(new KeyedRandom(7, 3, 2)));
        Assert.NotEqual(first, Take(new KeyedRandom(7 + (1ul << 32), 3, 1)));
        Assert.NotEqual(first, Take(new KeyedRandom(7, 3 + (1L << 32), 1)));
    }

    [Fact]
    public void KeyedRandom_TenThousandNumbers_HaveTheMomentsOfTheirDistribution()
    {
        var random = new KeyedRandom(1, 0, 0);
        double[] uniform = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextDouble())];
        double[] normal = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextNormal())];

        Assert.All(uniform, x => Assert.InRange(x, 0, 1 - 1.0 / (1L << 53)));
        Assert.Equal(0.5, uniform.Average(), 0.012);
        Assert.Equal(1.0 / 12, uniform.Average(x => (x - 0.5) * (x - 0.5)), 0.004);
        Assert.Equal(0, normal.Average(), 0.04);
        Assert.Equal(1, normal.Average(x => x * x), 0.06);
    }

    [Fact]
    public void NextBelow_AnyCount_IsBelowIt() =>
        Gen.Select(Gen.Int[1, int.MaxValue], Gen.ULong).Sample((count, seed) => new KeyedRandom(seed, 0, 0).NextBelow(count) is var k && k >= 0 && k < count);

    private static double[] Take(KeyedRandom random) => [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble())];
}
