using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Arithmetic;

namespace Sweep.Core.Tests.Analysis;

public sealed class HypervolumeTests
{
    // Few values, so that ties and equal points come about.
    private static readonly Gen<double[][]> Points = Gen.Int[1, 4].SelectMany(values => Gen.Int[0, 6].Select(value => value / 6.0).Array[values].Array[0, 12]);

    public static TheoryData<string> Names => [.. GoldenStatistics.All.Hypervolume.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_GoldenCase_IsEmoas(string name)
    {
        var golden = GoldenStatistics.All.Hypervolume.Single(one => one.Name == name);

        Assert.Equal(golden.Front, ParetoFront.Of(golden.Points));
        Assert.Equal(golden.Volume, Hypervolume.Of(golden.Points, golden.Reference), 1e-12);
    }

    [Fact]
    public void Of_PointsInAnotherOrder_IsTheSameToTheBit() =>
        Points.Sample(points => Assert.Equal(VolumeOf(points), VolumeOf([.. points.Reverse()])));

    [Fact]
    public void Of_DominatedPointMore_IsTheSame() => Points.Where(points => points.Length > 0).Sample(points =>
    {
        var worse = points[0].Select(value => value + 0.1).ToArray();
        Assert.Equal(VolumeOf(points), VolumeOf([.. points, worse]));
        Assert.DoesNotContain(points.Length, ParetoFront.Of([.. points, worse]));
    });

    [Fact]
    public void Of_AnyPoints_IsWhatInclusionAndExclusionGives() => Points.Where(points => points.Length is > 0 and <= 8).Sample(points =>
    {
        // Sum over all sets of points of the volume that they have in common, those of an even number taken away.
        var sum = 0.0;
        for (var set = 1; set < 1 << points.Length; set++)
        {
            var common = 1.0;
            for (var axis = 0; axis < points[0].Length; axis++)
                common *= 2 - Enumerable.Range(0, points.Length).Where(k => (set >> k & 1) == 1).Max(k => points[k][axis]);
            sum += int.IsEvenInteger(int.PopCount(set)) ? -common : common;
        }

        Assert.Equal(sum, VolumeOf(points), 1e-9);
    });

    [Fact]
    public void Of_PointsBeyondTheReference_AddNothing()
    {
        Assert.Equal(1, Hypervolume.Of([[0, 0], [0.5, 1], [-9, 2], [double.NaN, 0]], [1, 1]));
        Assert.Equal(0, Hypervolume.Of([], [1, 1]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([[1, 2]], [1]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([[1]], [double.PositiveInfinity]));
    }

    [Fact]
    public void Front_AnyPoints_IsThoseThatNoneDominates() => Points.Sample(points => Assert.Equal(
        Enumerable.Range(0, points.Length).Where(place => !points.Any(other => Dominance.Of(other, points[place]))), ParetoFront.Of(points)));

    [Fact]
    public void Front_PointsWithoutAValue_AreNotAmongThem() =>
        Assert.Equal([1, 3], ParetoFront.Of([[0, double.NaN], [1, 2], [1, 3], [1, 2], [double.NegativeInfinity, 0]]));

    private static double VolumeOf(double[][] points) => points.Length == 0 ? 0 : Hypervolume.Of(points, [.. points[0].Select(_ => 2.0)]);
}
