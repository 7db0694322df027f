using CsCheck;
using Sweep.Core.Analysis;

namespace Sweep.Core.Tests.Analysis;

public sealed class SurvivalCurveTests
{
    private static readonly Gen<Observation[]> Runs =
        Gen.Select(Gen.Int[1, 40], Gen.Bool, (iterations, reached) => new Observation(iterations, reached)).Array[0, 60];

    [Fact]
    public void Points_ByHand_AreTheProductLimitWithGreenwoodsBand()
    {
        // S(10) = 4/5 with variance factor 1/(5·4); then two are censored, S(30) = 2/5 with 1/20 + 1/(2·1).
        var curve = SurvivalCurve.Of([new(40, false), new(20, false), new(10, true), new(20, false), new(30, true)]);

        Assert.Equal([10, 30], curve.Points.Select(point => point.Iteration));
        Assert.Equal(0.2, curve.Points[0].Reached, 12);
        Assert.Equal(0.6, curve.Points[1].Reached, 12);
        Assert.Equal(1 - Math.Pow(0.8, Math.Exp(1.959963984540054 * Math.Sqrt(0.05) / Math.Log(0.8))), curve.Points[0].Low, 12);
        Assert.Equal(1 - Math.Pow(0.8, Math.Exp(-1.959963984540054 * Math.Sqrt(0.05) / Math.Log(0.8))), curve.Points[0].High, 12);
        Assert.Equal(1 - Math.Pow(0.4, Math.Exp(1.959963984540054 * Math.Sqrt(0.55) / Math.Log(0.4))), curve.Points[1].Low, 12);
        Assert.Equal((30, 10, (int?)null), (curve.Median, curve.MedianLow, curve.MedianHigh));
    }

    [Fact]
    public void Points_AllReached_EndWithTheLastLowerEndAndOne()
    {
        var curve = SurvivalCurve.Of([new(10, true), new(20, true), new(30, true)]);

        Assert.Equal((1.0, 1.0), (curve.Points[2].Reached, curve.Points[2].High));
        Assert.Equal(curve.Points[1].Low, curve.Points[2].Low);
        Assert.Equal((20, 10, (int?)null), (curve.Median, curve.MedianLow, curve.MedianHigh));
    }

    [Fact]
    public void Points_NoneReached_AreNone()
    {
        var curve = SurvivalCurve.Of([new(5, false), new(9, false)]);

        Assert.Empty(curve.Points);
        Assert.Null(curve.Median);
        Assert.Null(curve.MedianLow);
    }

    [Fact]
    public void Points_AnyRuns_RiseWithinTheirBandAndHoldTheMedianBetweenItsEnds() => Runs.Sample(runs =>
    {
        var curve = SurvivalCurve.Of(runs);
        Assert.Equal(runs.Where(run => run.Reached).Select(run => run.Iterations).Distinct().Order(), curve.Points.Select(point => point.Iteration));
        Assert.Equal(curve.Points.OrderBy(point => point.Reached), curve.Points);
        Assert.All(curve.Points, point => Assert.True(point is { Low: >= 0, High: <= 1 } && point.Low <= point.Reached && point.Reached <= point.High));
        Assert.Equal(KaplanMeier.Median(runs), curve.Median);
        if (curve.Median is { } median)
            Assert.True(curve.MedianLow <= median && (curve.MedianHigh is null || curve.MedianHigh >= median));
    });

    [Fact]
    public void Points_RunsInAnotherOrder_AreTheSame() => Runs.Sample(runs =>
    {
        var backward = runs.Reverse().ToArray();
        Assert.Equal(SurvivalCurve.Of(runs).Points, SurvivalCurve.Of(backward).Points);
    });
}
