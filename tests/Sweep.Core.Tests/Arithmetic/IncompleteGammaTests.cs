using Sweep.Core.Arithmetic;
using Sweep.Core.Tests.Analysis;

namespace Sweep.Core.Tests.Arithmetic;

public sealed class IncompleteGammaTests
{
    [Fact]
    public void Values_Golden_AreRs() => Assert.All(GoldenStatistics.All.Gamma, golden =>
    {
        Close(golden.Lower, IncompleteGamma.Lower(golden.A, golden.X));
        Close(golden.Upper, IncompleteGamma.Upper(golden.A, golden.X));
        Assert.Equal(golden.LogGamma, IncompleteGamma.LogGamma(golden.A), 1e-14 * Math.Max(10, Math.Abs(golden.LogGamma)));
    });

    [Fact]
    public void ChiSquareAbove_Golden_IsRs() => Assert.All(
        GoldenStatistics.All.ChiSquare, golden => Close(golden.Above, Probabilities.ChiSquareAbove(golden.ChiSquare, golden.Degrees)));

    [Fact]
    public void Upper_OfOne_IsTheExponential() =>
        Assert.All([0.01, 0.5, 1.9, 2.1, 10, 300], x => Close(Math.Exp(-x), IncompleteGamma.Upper(1, x)));

    [Fact]
    public void Ends_AreNothingAndAll()
    {
        Assert.Equal((0.0, 1.0), (IncompleteGamma.Lower(3, 0), IncompleteGamma.Upper(3, 0)));
        Assert.Equal((1.0, 0.0), (IncompleteGamma.Lower(3, double.PositiveInfinity), IncompleteGamma.Upper(3, double.PositiveInfinity)));
        Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteGamma.Lower(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteGamma.Upper(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteGamma.Upper(1, double.NaN));
    }

    // Tables of the normal distribution: Φ(1) = 0.8413447460685429, Φ(−5) = 2.866515718791946e-7, Φ(−20) = 2.7536241186062337e-89.
    [Theory]
    [InlineData(-1, 1, 0.6826894921370859)]
    [InlineData(double.NegativeInfinity, -5, 2.866515718791946e-7)]
    [InlineData(20, double.PositiveInfinity, 2.7536241186062337e-89)]
    [InlineData(-0.5, 1, 0.532807207342556)]
    [InlineData(1, 2, 0.13590512198327787)]
    public void NormalBetween_KnownValues_AreThese(double low, double high, double probability)
    {
        Close(probability, Probabilities.NormalBetween(low, high));
        Close(probability, Probabilities.NormalBetween(-high, -low));
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 2e-12 * Math.Abs(expected));
}
