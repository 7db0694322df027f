using CsCheck;
using Sweep.Core.Analysis;

namespace Sweep.Core.Tests.Analysis;

public sealed class ContourTests
{
    private static readonly Gen<PlaneGrid> Grids =
        from nodes in Gen.Int[2, 9]
        from values in Gen.Double[0, 1].Array[nodes * nodes]
        select new PlaneGrid(-1, 3, 0, 2, nodes, values);

    [Fact]
    public void Of_APlaneThatRises_IsTheStraightLineAcross()
    {
        var pieces = Contour.Of(Grid(11, (x, _) => x), 0.25);
        Assert.Equal(10, pieces.Count);
        Assert.All(pieces, piece => Assert.True(Math.Abs(piece.FromX - 0.25) < 1e-12 && Math.Abs(piece.ToX - 0.25) < 1e-12));
        Assert.Equal(2, pieces.Sum(piece => Math.Abs(piece.ToY - piece.FromY)), 1e-12);
    }

    [Fact]
    public void Of_ACone_IsACircleAllRound()
    {
        var pieces = Contour.Of(Grid(101, (x, y) => Math.Sqrt(x * x + y * y)), 0.75);
        Assert.All(pieces, piece => Assert.InRange(Math.Sqrt(piece.FromX * piece.FromX + piece.FromY * piece.FromY), 0.749, 0.7501));
        Assert.Equal(2 * Math.PI * 0.75, pieces.Sum(Length), 0.01);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(2.0)]
    public void Of_WhatIsAllOnOneSide_IsEmpty(double level) => Assert.Empty(Contour.Of(Grid(5, (_, _) => 1), level));

    [Fact]
    public void Of_CellsWithoutANumber_LeavesThemOut() => Assert.Empty(Contour.Of(Grid(2, (x, y) => x > 0 && y > 0 ? double.NaN : x), 0));

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.2)]
    public void Of_ASaddle_JoinsTheCornersThatTheMiddleIsLike(double high)
    {
        // South west and north east are high: where the middle is too, the line goes round the other corners.
        var pieces = Contour.Of(new PlaneGrid(0, 1, 0, 1, 2, [high, 0, 0, high]), 0.15);
        Assert.Equal(2, pieces.Count);
        var isJoined = high / 2 >= 0.15;
        Assert.Equal(isJoined, pieces.Any(piece => piece.FromY == 0 && piece.ToX == 1));
    }

    [Fact]
    public void Of_AnyGrid_EndsAtTheEdgeAlone() => Grids.Sample(grid =>
    {
        var ends = new Dictionary<(double, double), int>();
        foreach (var piece in Contour.Of(grid, 0.5))
        {
            foreach (var end in ((double X, double Y)[])[(piece.FromX, piece.FromY), (piece.ToX, piece.ToY)])
            {
                Assert.True(end.X is >= -1 and <= 3 && end.Y is >= 0 and <= 2);
                if (end.X is not (-1 or 3) && end.Y is not (0 or 2))
                    ends[end] = ends.GetValueOrDefault(end) + 1;
            }
        }

        Assert.All(ends.Values, count => Assert.Equal(0, count % 2));
    });

    private static double Length(PlaneSegment piece) =>
        Math.Sqrt((piece.ToX - piece.FromX) * (piece.ToX - piece.FromX) + (piece.ToY - piece.FromY) * (piece.ToY - piece.FromY));

    private static PlaneGrid Grid(int nodes, Func<double, double, double> value)
    {
        var grid = new PlaneGrid(-1, 1, -1, 1, nodes, new double[nodes * nodes]);
        for (var k = 0; k < grid.Values.Length; k++)
            grid.Values[k] = value(grid.X(k % nodes), grid.Y(k / nodes));
        return grid;
    }
}
