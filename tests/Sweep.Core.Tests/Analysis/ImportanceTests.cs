using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Analysis;

public sealed class ImportanceTests
{
    private static readonly string[] Names = ["a", "b"];

    [Fact]
    public void Share_ObjectiveIsAFunctionOfOneParameter_IsOneThereAndZeroElsewhere()
    {
        var shares = Of(Grid(3, 4), (a, _) => a * a);

        Assert.Equal(["a", "b"], shares.Select(share => share.Name));
        Assert.Equal(1, shares[0].Share, 12);
        Assert.Equal(0, shares[1].Share, 12);
        Assert.Equal(3, shares[0].Levels);
    }

    [Fact]
    public void Share_ByHand_IsSumOfSquaresBetweenByAll()
    {
        // Values 1 2 | 5 8: mean 4, all 30, between 2·(1.5−4)² + 2·(6.5−4)² = 25.
        TrialPoint[] points = [Point(0, 0), Point(0, 1), Point(1, 0), Point(1, 1)];

        Assert.Equal(25.0 / 30, Importance.Of(points, [1, 2, 5, 8], ["a"])[0].Share, 12);
    }

    [Fact]
    public void Share_OfOnlyOneValueOrConstantObjective_IsLeftOutOrZero()
    {
        Assert.Equal(["a"], Of(Grid(3, 1), (a, _) => a).Select(share => share.Name));
        Assert.All(Of(Grid(2, 2), (_, _) => 7), share => Assert.Equal(0, share.Share));
        Assert.Empty(Importance.Of([], [], Names));
    }

    [Fact]
    public void Share_TrialsWithoutAValue_AreLeftOut()
    {
        TrialPoint[] points = [Point(0, 0), Point(1, 0), Point(2, 0), Point(3, 0)];

        var shares = Importance.Of(points, [1, double.NaN, 2, double.PositiveInfinity], Names);

        Assert.Equal(2, Assert.Single(shares).Levels);
    }

    // Whole numbers: differences that a shift would round away are none of the objective's.
    [Fact]
    public void Share_AnyObjectiveOnABalancedGrid_SumsToAtMostOneWhateverItsScale() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[-1000, 1000].Select(value => (double)value).Array[25], Gen.Double[1e-3, 1e3], Gen.Double[-1e3, 1e3])
            .Sample((a, b, values, scale, shift) =>
            {
                var points = Grid(a, b);
                var taken = values.AsSpan(0, points.Count);
                var shares = Importance.Of(points, taken, Names);
                double[] moved = [.. taken.ToArray().Select(value => value * scale + shift)];
                foreach (var share in Importance.Of(points, moved, Names))
                    Assert.Equal(share.Share, shares.Single(one => one.Name == share.Name).Share, 1e-6);
                Assert.All(shares, share => Assert.InRange(share.Share, 0, 1));
                Assert.InRange(shares.Sum(share => share.Share), 0, 1 + 1e-9);
                Assert.Equal(shares.OrderByDescending(share => share.Share), shares);
            });

    private static IReadOnlyList<ParameterImportance> Of(IReadOnlyList<TrialPoint> points, Func<long, long, double> objective) =>
        Importance.Of(points, [.. points.Select(point => objective(point["a"].Whole, point["b"].Whole))], Names);

    private static List<TrialPoint> Grid(int a, int b) =>
        [.. Enumerable.Range(0, a * b).Select(place => Point(place / b, place % b))];

    private static TrialPoint Point(long a, long b) => new([.. Names], [a, b]);
}
