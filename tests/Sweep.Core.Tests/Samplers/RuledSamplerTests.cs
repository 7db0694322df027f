using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers;

/// <summary>Random and Sobol points under conditions and constraints.</summary>
public sealed class RuledSamplerTests
{
    private static readonly ImmutableArray<Parameter> Parameters =
    [
        Parameter.Of("optimizer", "sgd", "adam"),
        Parameter.Of("rate", new ParameterRange(ParameterKind.Real, 0, 1)),
        Parameter.Of("momentum", new ParameterRange(ParameterKind.Real, 0, 1)) with { When = [new("optimizer", ["sgd"])] },
    ];

    private static readonly SpaceRules Rules = new(Parameters, [Constraint.Parse("rate + momentum < 0.5"), Constraint.Parse("rate > 0.01")], null);

    [Fact]
    public void Random_Constraints_AreMetByEveryPointAndShapeNone()
    {
        var random = new RuledRandom(Rules, 4_000, 7);
        var points = All(random);
        Assert.All(points, Meets);
        Assert.InRange(points.Count(point => point[0] == "sgd") / 4_000.0, 0.08, 0.14);

        // Where rate alone is bound, it is uniform on what is left.
        var rates = points.Where(point => point[0] == "adam").Select(point => point[1].Real).ToArray();
        Assert.Equal(0.505, rates.Average(), 0.02);
        Assert.NotNull(random.LeftOut);
        Assert.Equal(0.5575, random.LeftOut.Share, 0.04);
    }

    [Fact]
    public void Random_PointThatMeetsConstraints_IsTheOneWithoutThem()
    {
        var (plain, ruled) = (All(new RuledRandom(new SpaceRules(Parameters, [], null), 500, 7)), All(new RuledRandom(Rules, 500, 7)));
        var kept = Enumerable.Range(0, 500).Where(place => Rules.FirstBroken(plain[place]) < 0).ToArray();
        Assert.InRange(kept.Length, 50, 450);
        Assert.All(kept, place => Assert.Equal(plain[place], ruled[place]));
    }

    [Fact]
    public void Sobol_Constraints_PassOverPointsAndKeepTheOrder()
    {
        var plain = All(new RuledSobol(new SpaceRules(Parameters, [], null), 2_000, 3)).Where(point => Rules.FirstBroken(point) < 0).Take(300);
        Assert.Equal(plain, All(new RuledSobol(Rules, 300, 3)));
    }

    [Fact]
    public void Sobol_MorePoints_ChangeNone() => Assert.Equal(All(new RuledSobol(Rules, 100, 3)), All(new RuledSobol(Rules, 200, 3)).Take(100));

    [Fact]
    public void Constructors_ConstraintsThatHardlyAnyPointMeets_AreRefused()
    {
        var narrow = new SpaceRules(Parameters, [Constraint.Parse("rate < 0.0000001")], null);
        Assert.Equal("are met by 0 of the first 2,000 points (rate < 1e-7: 2,000), and must be by 20", Assert.Throws<RuleException>(() => new RuledRandom(narrow, 10, 1)).Rule);
        Assert.StartsWith("are met by ", Assert.Throws<RuleException>(() => new RuledSobol(narrow, 10, 1)).Rule, StringComparison.Ordinal);
    }

    private static void Meets(ParameterValue[] point)
    {
        Assert.Equal(point[0] == "adam", point[2].IsNone);
        Assert.True(point[1].Real > 0.01);
        Assert.True(point[2].IsNone || point[1].Real + point[2].Real < 0.5);
    }

    private static List<ParameterValue[]> All(IPointSampler sampler)
    {
        var points = new List<ParameterValue[]>();
        for (var place = 0L; place < sampler.Points; place++)
        {
            var values = new ParameterValue[Parameters.Length];
            sampler.Sample(place, values);
            points.Add(values);
        }

        return points;
    }
}
