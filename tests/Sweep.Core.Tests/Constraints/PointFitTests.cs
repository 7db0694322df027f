using CsCheck;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Constraints;

public sealed class PointFitTests
{
    private static readonly SpaceRules Rules = new(
        [
            Parameter.Of("kind", "flat", "deep"),
            Parameter.Of("depth", new ParameterRange(ParameterKind.Whole, 1, 9)) with { When = [new("kind", ["deep"])] },
            Parameter.Of("rate", new ParameterRange(ParameterKind.Real, 0, 2, Step: 0.5)),
            Parameter.Of("size", 8, 16),
        ],
        [Constraint.Parse("depth * rate < 10")], null);

    public static TheoryData<TrialPoint, string?> Points => new()
    {
        { Point(("kind", "flat"), ("rate", 0.5), ("size", 8)), null },
        { Point(("size", 8), ("kind", "deep"), ("depth", 3), ("rate", 2)), null },
        { Point(("kind", "flat"), ("rate", 0.5)), "has no size" },
        { Point(("kind", "deep"), ("rate", 0.5), ("size", 8)), "has no depth" },
        { Point(("kind", "flat"), ("depth", 3), ("rate", 0.5), ("size", 8)), "has depth, whose conditions it does not meet" },
        { Point(("kind", "flat"), ("rate", 0.5), ("size", 8), ("momentum", 0.9)), "has momentum, which is no parameter here" },
        { Point(("kind", "flat"), ("rate", 2.5), ("size", 8)), "has rate 2.5, which is not in its range" },
        { Point(("kind", "flat"), ("rate", 0.6), ("size", 8)), "has rate 0.6, which is not in its range" },
        { Point(("kind", "flat"), ("rate", 0.5), ("size", 9)), "has size 9, which is none of its values" },
        { Point(("kind", "flat"), ("rate", 0.5), ("size", 8.0)), "has size 8, which is none of its values" },
        { Point(("kind", "steep"), ("rate", 0.5), ("size", 8)), "has kind steep, which is none of its values" },
        { Point(("kind", "deep"), ("depth", 9), ("rate", 2.0), ("size", 8)), "breaks the constraint depth * rate < 10" },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Of_PointFromElsewhere_SaysWhyItIsNone(TrialPoint point, string? expected)
    {
        var values = PointFit.Of(Rules, point, out var reason);
        Assert.Equal(expected, reason);
        Assert.Equal(expected is null, values is not null);
    }

    [Fact]
    public void Of_PointsOfTheSpaceItself_AreTheirOwnValues() => Gen.UInt.Sample(seed =>
    {
        var random = new RuledRandom(Rules, long.MaxValue, seed);
        var values = new ParameterValue[4];
        random.Sample(seed % 1000, values);
        int[] active = [.. Enumerable.Range(0, 4).Where(k => !values[k].IsNone).Reverse()];
        var point = new TrialPoint([.. active.Select(k => Rules.Parameters[k].Name)], [.. active.Select(k => values[k])]);
        Assert.Equal(values, PointFit.Of(Rules, point, out _));
    });

    private static TrialPoint Point(params (string Name, ParameterValue Value)[] members) =>
        new([.. members.Select(member => member.Name)], [.. members.Select(member => member.Value)]);
}
