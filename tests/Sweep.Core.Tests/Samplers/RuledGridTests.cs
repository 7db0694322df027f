using CsCheck;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers;

public sealed class RuledGridTests
{
    private static readonly Parameter Optimizer = Parameter.Of("optimizer", "sgd", "adam");
    private static readonly Parameter Rate = Parameter.Of("rate", 0.1, 0.2, 0.3);
    private static readonly Parameter Momentum = Parameter.Of("momentum", 0.0, 0.9) with { When = [new("optimizer", ["sgd"])] };

    [Fact]
    public void Sample_AnyRules_HasEachPointOnceAndKnowsItsPlace() => RuledSpaces.Any.Sample(
        rules =>
        {
            var expected = RuledSpaces.PointsOf(rules);
            if (expected.Count == 0)
            {
                Assert.Throws<RuleException>(() => new RuledGrid(rules));
                return;
            }

            var grid = new RuledGrid(rules);
            Assert.Equal(expected.Count, grid.Points);
            var values = new ParameterValue[rules.Parameters.Length];
            for (var place = 0L; place < grid.Points; place++)
            {
                grid.Sample(place, values);
                var point = RuledSpaces.PointOf(rules, values);
                Assert.True(expected.Remove(point));
                Assert.Equal(place, grid.PlaceOf(point));
            }

            Assert.Empty(expected);
            Assert.Equal(grid.LeftOut is { } left ? left.Visited - left.Points : grid.Points, grid.Points);
        },
        iter: 2_000);

    [Fact]
    public void PlaceOf_PointsThatRulesTakeAway_IsNone() => RuledSpaces.Any.Where(rules => RuledSpaces.PointsOf(rules).Count > 0).Sample(rules =>
    {
        var (points, grid) = (RuledSpaces.PointsOf(rules), new RuledGrid(rules));
        foreach (var point in RuledSpaces.PointsOf(new SpaceRules([.. rules.Parameters.Select(parameter => parameter with { When = [] })], [], null)))
            Assert.Equal(points.Contains(point), grid.PlaceOf(point) is not null);
    });

    [Fact]
    public void Sample_ParameterWithAConditionBeforeTheOther_IsThereOncePerPoint()
    {
        var grid = new RuledGrid(new SpaceRules([Momentum, Rate, Optimizer], [], null));
        Assert.Equal(9, grid.Points);
        Assert.Equal(
            [
                "0 0.1 sgd", "0 0.2 sgd", "0 0.3 sgd", "0.9 0.1 sgd", "0.9 0.2 sgd", "0.9 0.3 sgd",
                "– 0.1 adam", "– 0.2 adam", "– 0.3 adam",
            ],
            All(grid, 3));
    }

    [Fact]
    public void Sample_ResourceThatNoRuleNames_VariesFastestOfAll()
    {
        var epochs = Parameter.Of("epochs", 5, 1);
        var grid = new RuledGrid(new SpaceRules([epochs, Optimizer, Momentum], [], "epochs"));
        Assert.Equal(2, grid.Together);
        Assert.Equal(["5 sgd 0", "1 sgd 0", "5 sgd 0.9", "1 sgd 0.9", "5 adam –", "1 adam –"], All(grid, 3));
    }

    [Fact]
    public void LeftOut_TwoConstraints_CountsEachPointForTheFirstThatItBreaks()
    {
        var grid = new RuledGrid(new SpaceRules([Optimizer, Rate], [Constraint.Parse("rate < 0.25"), Constraint.Parse("optimizer == 'sgd' or rate < 0.15")], null));
        Assert.Equal("3 of 6 points are left out by constraints (rate < 0.25: 2; optimizer == 'sgd' or rate < 0.15: 1)", grid.LeftOut?.ToString());
        Assert.Equal(["sgd 0.1", "sgd 0.2", "adam 0.1"], All(grid, 2));
    }

    [Fact]
    public void Constructor_ConstraintsThatNoPointMeets_AreRefused()
    {
        var refused = Assert.Throws<RuleException>(() => new RuledGrid(new SpaceRules([Optimizer, Rate], [Constraint.Parse("rate > 1")], null)));
        Assert.Equal("are met by none of 6 points (rate > 1: 6)", refused.Rule);
    }

    [Fact]
    public void Constructor_GridTooLargeToLookThrough_IsRefused()
    {
        var many = Parameter.Of("many", [.. Enumerable.Range(0, 1001).Select(ParameterValue (value) => value)]);
        var more = many with { Name = "more" };
        var refused = Assert.Throws<RuleException>(() => new RuledGrid(new SpaceRules([many, more], [Constraint.Parse("many < more")], null)));
        Assert.Contains("1,002,001", refused.Rule, StringComparison.Ordinal);
    }

    /// <summary>Conditions alone need no look at the points.</summary>
    [Fact]
    public void Sample_ConditionsOnABillionPoints_IsArithmetic()
    {
        var many = Parameter.Of("many", [.. Enumerable.Range(0, 1000).Select(ParameterValue (value) => value)]);
        var grid = new RuledGrid(new SpaceRules(
            [many, many with { Name = "more" }, many with { Name = "most", When = [new("optimizer", ["sgd"])] }, Optimizer], [], null));
        Assert.Equal(1_001_000_000, grid.Points);
        var values = new ParameterValue[4];
        grid.Sample(1_000_999_999, values);
        Assert.Equal([999, 999, ParameterValue.None, "adam"], values);
    }

    private static IEnumerable<string> All(RuledGrid grid, int parameters)
    {
        var values = new ParameterValue[parameters];
        for (var place = 0L; place < grid.Points; place++)
        {
            grid.Sample(place, values);
            yield return string.Join(" ", values);
        }
    }
}
