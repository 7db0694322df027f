using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Analysis;

public sealed class ImportanceTests
{
    private static readonly Parameter A = Parameter.Of("a", 0, 1, 2, 3);
    private static readonly Parameter B = Parameter.Of("b", "x", "y", "z");

    public static TheoryData<string> Names => [.. GoldenImportance.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_GoldenCase_IsOptunas(string name)
    {
        var golden = GoldenImportance.All.Single(one => one.Name == name);

        var table = Importance.Of(golden.Outcomes(), golden.Space(), golden.Ranking());

        Assert.Equal(golden.Runs.Length, table.Runs);
        Assert.Equal(golden.Importance.Keys.Order(), table.Parameters.Select(one => one.Name).Order());
        Assert.Equal(golden.Importance.OrderByDescending(one => one.Value).Select(one => one.Key), table.Parameters.Select(one => one.Name));
        Assert.All(table.Parameters, one => Assert.Equal(golden.Importance[one.Name], one.Divergence, 1e-9 * golden.Importance[one.Name]));
        Assert.Equal(1, table.Parameters.Sum(one => one.Share), 12);
    }

    [Fact]
    public void Of_RunsThatReachTheTargetLate_AreBetterThanThoseThatNeverDo()
    {
        // All of a = 3 get there, slowly; the others stay short of it with lower losses.
        var runs = Grid((a, _) => a == 3 ? (900, 0.19) : ((int?)null, 0.01));

        var table = Importance.Of(runs, [A, B], Ranking.Perceptron);

        Assert.Equal("a", table.Parameters[0].Name);
        Assert.True(table.Parameters[0].Share > 0.9);
        Assert.Equal((120, 30, true), (table.Runs, table.Best, table.IsEnough));
    }

    [Fact]
    public void Of_NoRunOrOneOrAllAlike_SharesAlike()
    {
        var none = Importance.Of([], [A, B], Ranking.Perceptron);
        Assert.Equal((0, 0), (none.Runs, none.Best));
        var single = Importance.Of(Grid((_, _) => (5, 0.1)).Take(1), [A, B], Ranking.Perceptron);
        Assert.All(single.Parameters, one => Assert.Equal((0, 0.5), (one.Divergence, one.Share)));
        var alike = Importance.Of(Grid((_, _) => (5, 0.1)), [A, B], Ranking.Perceptron);
        Assert.All(alike.Parameters, one => Assert.Equal((0, 0.5), (one.Divergence, one.Share)));
        Assert.False(alike.IsEnough);
    }

    [Fact]
    public void Of_RunsWithoutAValue_AreLeftOut()
    {
        var runs = Grid((a, _) => (null, a == 0 ? double.NaN : a));

        var table = Importance.Of(runs, [A, Parameter.Of("one", 1)], Ranking.Perceptron);

        Assert.Equal((90, 3), (table.Runs, Assert.Single(table.Parameters).Levels));
    }

    [Fact]
    public void Of_RunsInAnotherOrder_IsTheSameToTheBit() => Gen.Select(Gen.Int[1, 9], Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 2]).Array[0, 60].Sample(drawn =>
    {
        TrialOutcome[] runs = [.. drawn.Select(one => Run(one.Item3, one.Item4, one.Item2 ? one.Item1 : null, one.Item1 / 9.0))];
        var (forward, backward) = (Importance.Of(runs, [A, B], Ranking.Perceptron), Importance.Of(runs.Reverse(), [A, B], Ranking.Perceptron));
        Assert.Equal(forward.Best, backward.Best);
        Assert.Equal(forward.Parameters, backward.Parameters);
        Assert.All(forward.Parameters, one => Assert.True(one.Divergence >= 0));
    });

    private static IEnumerable<TrialOutcome> Grid(Func<int, int, (int? ReachedAt, double Best)> result) =>
        from a in Enumerable.Range(0, 4)
        from b in Enumerable.Range(0, 3)
        from _ in Enumerable.Range(0, 10)
        select Run(a, b, result(a, b).ReachedAt, result(a, b).Best);

    private static TrialOutcome Run(int a, int b, int? reachedAt, double best) =>
        new(new TrialPoint(["a", "b"], [a, "xyz"[b].ToString()]), 0, 1000, reachedAt, best);
}
