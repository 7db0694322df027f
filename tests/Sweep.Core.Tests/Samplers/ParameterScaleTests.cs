using CsCheck;
using Sweep.Core.Samplers;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers;

public sealed class ParameterScaleTests
{
    private static readonly Gen<ParameterRange> Ranges =
        from isWhole in Gen.Bool
        from isLog in Gen.Bool
        from low in Gen.Double[-1e9, 1e9]
        from width in Gen.Double[1, 1e9]
        let first = isLog ? Math.Abs(low) + 1 : low
        select isWhole
            ? new ParameterRange(ParameterKind.Whole, Math.Floor(first), Math.Floor(first) + Math.Floor(width), isLog)
            : new ParameterRange(ParameterKind.Real, first, first + width, isLog);

    [Fact]
    public void At_AnyTwoPlaces_AreInTheRangeAndInOrder() => Gen.Select(Ranges, Gen.ULong, Gen.ULong).Sample((range, one, other) =>
    {
        var scale = new ParameterScale(Parameter.Of("p", range));
        var (low, high) = (Number(scale.At(Math.Min(one, other))), Number(scale.At(Math.Max(one, other))));
        Assert.InRange(low, range.Low, range.High);
        Assert.InRange(high, low, range.High);
        Assert.Equal(range.Low, Number(scale.At(0)), 1e-12 * Math.Abs(range.Low));
    });

    [Theory]
    [InlineData(1, 4, false, 250, 250, 250, 250)]
    [InlineData(1, 4, true, 500, 232, 153, 114)]
    public void At_WholeNumbers_HaveTheirSharesOfTheScale(double low, double high, bool isLog, params int[] expected)
    {
        var scale = new ParameterScale(Parameter.Of("p", new ParameterRange(ParameterKind.Whole, low, high, isLog)));
        var counts = Enumerable.Range(0, 1000).Select(k => scale.At((ulong)(k + 0.5) * 18_446_744_073_709_551))
            .CountBy(value => value.Whole).OrderBy(pair => pair.Key);
        Assert.All(counts.Zip(expected), pair => Assert.InRange(pair.First.Value, pair.Second - 2, pair.Second + 2));
    }

    [Fact]
    public void At_StepsOfDecimals_AreWhatWasWritten()
    {
        var scale = new ParameterScale(Parameter.Of("p", new ParameterRange(ParameterKind.Real, 0.1, 0.5, Step: 0.1)));
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5], Enumerable.Range(0, 100).Select(k => scale.At((ulong)k * (ulong.MaxValue / 100)).Real).Distinct());
    }

    [Fact]
    public void At_LogarithmicReals_HaveEqualRatios()
    {
        var scale = new ParameterScale(Parameter.Of("p", new ParameterRange(ParameterKind.Real, 1e-4, 1, IsLog: true)));
        Assert.Equal(1e-2, scale.At(1ul << 63).Real, 1e-15);
        Assert.Equal(1e-3, scale.At(1ul << 62).Real, 1e-16);
    }

    [Fact]
    public void At_WidestRange_IsFinite()
    {
        var scale = new ParameterScale(Parameter.Of("p", new ParameterRange(ParameterKind.Real, double.MinValue, double.MaxValue)));
        Assert.Equal(0, scale.At(1ul << 63).Real);
        Assert.InRange(scale.At(ulong.MaxValue).Real, 1e308, double.MaxValue);
    }

    private static double Number(ParameterValue value) => value.Kind == ParameterKind.Whole ? value.Whole : value.Real;
}
