using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Analysis;

public sealed class ValueBinsTests
{
    [Fact]
    public void Of_LogarithmicReals_AreTenOfEqualRatio()
    {
        var bins = Bins(new ParameterRange(ParameterKind.Real, 1e-5, 1, IsLog: true));
        Assert.Equal("1e-5 – 3.16e-5, 3.16e-5 – 0.0001, 0.0001 – 0.000316, 0.000316 – 0.001, 0.001 – 0.00316, 0.00316 – 0.01, 0.01 – 0.0316, 0.0316 – 0.1, 0.1 – 0.316, 0.316 – 1", string.Join(", ", bins.All));
    }

    [Fact]
    public void Of_WholeNumbers_EndBeforeTheNextBegins() => Assert.Equal(
        "1 – 100, 101 – 200, 201 – 300, 301 – 400, 401 – 500, 501 – 600, 601 – 700, 701 – 800, 801 – 900, 901 – 1000",
        string.Join(", ", Bins(new ParameterRange(ParameterKind.Whole, 1, 1000)).All));

    [Fact]
    public void Of_FewValues_NeedNone()
    {
        Assert.Null(ValueBins.Of(new ParameterRange(ParameterKind.Whole, 1, 20)));
        Assert.Null(ValueBins.Of(new ParameterRange(ParameterKind.Real, 0, 1, Step: 0.1)));
    }

    [Fact]
    public void Of_AnyValueOfTheRange_IsInItsBin() =>
        Gen.Select(Gen.Int[1, 100_000], Gen.Int[21, 100_000], Gen.Bool, Gen.Double.Unit).Sample((low, width, isLog, along) =>
    {
        var bins = Bins(new ParameterRange(ParameterKind.Whole, low, low + width, isLog));
        ParameterValue value = (long)(low + along * width);
        var bin = bins.Of(value);
        Assert.InRange(value.Whole, bin.From.Whole, bin.To.Whole);
        Assert.Equal((low, low + width), (bins.All[0].From.Whole, bins.All[^1].To.Whole));
        Assert.All(bins.All.Skip(1).Zip(bins.All), pair => Assert.Equal(pair.Second.To.Whole + 1, pair.First.From.Whole));
    });

    private static ValueBins Bins(ParameterRange range) => Assert.IsType<ValueBins>(ValueBins.Of(range));
}
