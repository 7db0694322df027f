using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Arithmetic;

namespace Sweep.Core.Tests.Analysis;

public sealed class ParetoFrontTests
{
    // As many values as make long fronts, and as few as make equal points.
    private static readonly Gen<double[][]> Points =
        Gen.Int[1, 3].SelectMany(values => Gen.Int[0, 40].Select(value => (double)value).Array[values].Array[0, 300]);

    [Fact]
    public void Of_ManyPoints_IsThoseThatNoneDominates() => Points.Sample(points => Assert.Equal(
        Enumerable.Range(0, points.Length).Where(place => !Array.Exists(points, other => Dominance.Of(other, points[place]))), ParetoFront.Of(points)));

    [Fact]
    public void Of_PointsOfAFallingLine_IsAllOfThem() =>
        Assert.Equal(1000, ParetoFront.Of([.. Enumerable.Range(0, 1000).Select(k => new double[] { k, -k })]).Count);

    [Fact]
    public void Of_PointsThatAreNoNumbers_HasNone() => Assert.Equal([1], ParetoFront.Of([[double.NegativeInfinity, 0], [1, 1], [0, double.NaN]]));
}
