using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Nsga;
using Sweep.Core.Samplers.Adaptive.Tpe;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers.Adaptive;

/// <summary>Searches under conditions and constraints.</summary>
public sealed class RuledSearchTests
{
    private static readonly SpaceRules Rules = new(
        [
            Parameter.Of("optimizer", "sgd", "adam"),
            SearchWalk.Real("rate", 1e-4, 1, isLog: true),
            SearchWalk.Real("momentum", 0, 1) with { When = [new("optimizer", ["sgd"])] },
            Parameter.Of("nesterov", true, false) with { When = [new("optimizer", ["sgd"])] },
            SearchWalk.Whole("warmup", 1, 50) with { When = [new("nesterov", [true])] },
        ],
        [Constraint.Parse("rate * warmup < 0.5"), Constraint.Parse("momentum < 0.9 or rate < 0.01")],
        null);

    [Theory]
    [InlineData("tpe")]
    [InlineData("nsga_ii")]
    public void Propose_AnyRules_AreMetByEveryPointAndTheSameAfterTheHistoryWasMadeAnew(string sampler) =>
        RuledSpaces.Any.Where(CanBeMet).Sample(
            rules =>
            {
                var walk = Walk(sampler, rules, Sum).Go(36);
                Assert.All(walk.Proposals, values => Meets(rules, values));
                foreach (var point in new[] { 9, 20, 35 })
                {
                    Assert.Equal(walk.Proposals[point], walk.Again(point));
                    Assert.Equal(walk.Proposals[point], walk.Again(point, results => results.Reverse()));
                }
            },
            iter: 60);

    [Theory]
    [InlineData("tpe", 0.6)]
    [InlineData("nsga_ii", 0.75)]
    public void Propose_ConditionsAndConstraints_LearnsAndMeetsThem(string sampler, double share)
    {
        var walk = Walk(sampler, Rules, Loss).Go(160);

        Assert.All(walk.Proposals, values => Meets(Rules, values));
        Assert.Equal(walk.Proposals[131], walk.Again(131, results => results.OrderBy(result => result.Point * 7 % 31)));
        double Mean(IEnumerable<SearchResult> results) => results.Where(result => !result.IsFailed).Average(result => result.Objectives[0]);
        Assert.True(Mean(walk.Results[^40..]) < share * Mean(walk.Results[..40]), $"{Mean(walk.Results[^40..])} after {Mean(walk.Results[..40])}");
    }

    [Fact]
    public void Propose_ConstraintsThatEveryDrawMeets_AreTheProposalsWithoutThem()
    {
        var free = Walk("tpe", new SpaceRules(Rules.Parameters, [], null), Loss).Go(80);
        var bound = Walk("tpe", new SpaceRules(Rules.Parameters, [Constraint.Parse("rate <= 1")], null), Loss).Go(80);

        Assert.Equal(free.Proposals.Select(values => string.Join(',', values)), bound.Proposals.Select(values => string.Join(',', values)));
    }

    [Fact]
    public void Of_NoDrawMeetsTheConstraints_IsTheRandomPointOfThePlace()
    {
        var expected = new ParameterValue[Rules.Parameters.Length];
        new RuledRandom(Rules, 100, 5).Sample(17, expected);
        var draws = 0;

        var point = new FeasibleDraws(Rules, 5).Of(17, () =>
        {
            draws++;
            return ["adam", 0.5, 0.95, true, 50];
        });
        Assert.Equal(["adam", 0.5, ParameterValue.None, ParameterValue.None, ParameterValue.None], point);
        Assert.Equal(1, draws);

        point = new FeasibleDraws(Rules, 5).Of(17, () =>
        {
            draws++;
            return ["sgd", 0.5, 0.95, true, 50];
        });
        Assert.Equal(expected, point);
        Assert.Equal(1 + FeasibleDraws.MostDraws, draws);
    }

    private static bool CanBeMet(SpaceRules rules)
    {
        try
        {
            return new RuledRandom(rules, 1, 0).Points == 1;
        }
        catch (RuleException)
        {
            return false;
        }
    }

    private static void Meets(SpaceRules rules, ImmutableArray<ParameterValue> values)
    {
        for (var k = 0; k < values.Length; k++)
            Assert.Equal(rules.IsActive(k, values.AsSpan()), !values[k].IsNone);
        Assert.Equal(-1, rules.FirstBroken(values.AsSpan()));
    }

    private static SearchWalk Walk(string sampler, SpaceRules rules, Func<SearchResult, double> loss) => new(
        () => sampler == "tpe" ? new TpeSampler(rules, 5) : new NsgaSampler(rules, 5, population: 8),
        result => [result.Point % 11 == 3 ? double.NaN : loss(result)],
        lag: 4);

    private static double Sum(SearchResult result) => result.Values.Sum(value => value is { } there ? SearchWalk.Number(there) : 0.5);

    private static double Loss(SearchResult result) =>
        Math.Abs(SearchWalk.Number(result.Values[1]) - 0.02) + (result.Values[2] is { } momentum ? Math.Abs(momentum.Real - 0.7) : 0.5);
}
