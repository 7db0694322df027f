using CsCheck;
using Sweep.Core.Analysis;

namespace Sweep.Core.Tests.Analysis;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1.6)]
    [InlineData(0.5, 3.5)]
    [InlineData(1, 8)]
    public void Of_FourValues_LiesOnTheLineBetweenThem(double share, double expected) => Assert.Equal(expected, Quantiles.Of([1, 3, 4, 8], share), 9);

    [Fact]
    public void Of_AnySample_AscendsFromTheLeastToTheGreatest() =>
        Gen.Select(Gen.Double[-1, 1].Array[1, 40], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((values, one, other) =>
        {
            Array.Sort(values);
            Assert.InRange(Quantiles.Of(values, Math.Min(one, other)), values[0], Quantiles.Of(values, Math.Max(one, other)) + 1e-12);
            Assert.Equal((values[0], values[^1]), (Quantiles.Of(values, 0), Quantiles.Of(values, 1)));
        });
}
