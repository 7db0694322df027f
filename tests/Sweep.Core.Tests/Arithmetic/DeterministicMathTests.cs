using CsCheck;
using Sweep.Core.Arithmetic;

namespace Sweep.Core.Tests.Arithmetic;

public sealed class DeterministicMathTests
{
    [Fact]
    public void Exp_AnyArgument_IsWithinTwoUnitsOfTheCLibrary() =>
        Gen.Double[-745, 709.7].Sample(x => AssertUnits(Math.Exp(x), DeterministicMath.Exp(x), 2), iter: 100_000);

    [Fact]
    public void Log_AnyArgument_IsWithinTwoUnitsOfTheCLibrary() =>
        Gen.Double.Where(x => x > 0 && double.IsFinite(x)).Sample(x => AssertUnits(Math.Log(x), DeterministicMath.Log(x), 2), iter: 100_000);

    [Fact]
    public void Log_NearOne_KeepsItsRelativeAccuracy() =>
        Gen.Double[-1e-3, 1e-3].Sample(x => AssertUnits(Math.Log(1 + x), DeterministicMath.Log(1 + x), 2), iter: 100_000);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(710, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-746, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(-745.1, double.Epsilon)]
    [InlineData(709.782712893384, 1.797693134862273E+308)]
    public void Exp_EdgeOfItsRange_IsTheLimit(double x, double expected) => AssertUnits(expected, DeterministicMath.Exp(x), 1);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    [InlineData(double.MaxValue, 709.782712893384)]
    [InlineData(Math.E, 1)]
    public void Log_EdgeOfItsRange_IsTheLimit(double x, double expected) => AssertUnits(expected, DeterministicMath.Log(x), 1);

    private static void AssertUnits(double expected, double actual, long units)
    {
        if (double.IsNaN(expected) || expected == 0 || double.IsInfinity(expected))
        {
            Assert.Equal(expected, actual);
            return;
        }
        var distance = Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual));
        Assert.True(distance <= units, $"{actual:R} is {distance} units from {expected:R}");
    }
}
