using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Searches whose trials end in any order, and whose owner is lost again and again.</summary>
public sealed class ProposerTests
{
    private static readonly ImmutableArray<Parameter> Space =
    [
        Parameter.Of("x", new ParameterRange(ParameterKind.Real, 1e-4, 1, IsLog: true)),
        Parameter.Of("y", new ParameterRange(ParameterKind.Real, 0, 3, Step: 0.1)),
        Parameter.Of("n", new ParameterRange(ParameterKind.Whole, 1, 64)),
    ];

    private static readonly ImmutableArray<Parameter> Conditional =
    [
        Space[0],
        Parameter.Of("mode", "a", "b"),
        Space[1] with { When = [new("mode", ["a"])] },
        Space[2] with { When = [new("mode", ["b"])] },
    ];

    public static TheoryData<string, int> Kinds => new() { { "tpe", 60 }, { "cma_es", 40 }, { "nsga_ii", 40 }, { "gp", 24 }, { "auto", 24 } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Propose_WhateverEndsFirstAndHoweverOftenItsOwnerIsLost_ChoosesTheSame(string kind, int trials)
    {
        var spec = Spec(kind, trials, replicates: 2);
        var calm = Search(spec, _ => 0, lives: 0);
        Assert.Equal(trials, calm.Distinct().Count());
        Gen.Int[0, int.MaxValue].Array[200].Sample(choices => Assert.Equal(calm, Search(spec, k => choices[k % choices.Length], lives: 5)), iter: 5);
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("nsga_ii")]
    [InlineData("auto")]
    public void Propose_ConditionsAndConstraints_ChoosesTheSameWhateverEndsFirst(string kind)
    {
        var spec = Spec(kind, 60, replicates: 2) with { Parameters = Conditional, Constraints = [Constraint.Parse("x < 0.1 or n > 8")] };
        if (kind == "nsga_ii")
            spec = spec with { Sampler = spec.Sampler.With(SamplerSpec.PopulationOption, 10) };
        var calm = Search(spec, _ => 0, lives: 0);
        Assert.All(calm, proposal => Assert.True(
            proposal.Contains("\"mode\":\"a\"", StringComparison.Ordinal) == proposal.Contains("\"y\"", StringComparison.Ordinal)
            && proposal.Contains("\"mode\":\"a\"", StringComparison.Ordinal) != proposal.Contains("\"n\"", StringComparison.Ordinal), proposal));
        Gen.Int[0, int.MaxValue].Array[200].Sample(choices => Assert.Equal(calm, Search(spec, k => choices[k % choices.Length], lives: 5)), iter: 5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Propose_EarlierResults_ChoosesByThemFromTheFirstPointOnWhateverEndsFirst(string kind, int trials)
    {
        var spec = Spec(kind, trials, replicates: 2);
        var earlier = Earlier(spec, 30);
        var calm = Search(spec, _ => 0, lives: 0, earlier);
        Gen.Int[0, int.MaxValue].Array[200].Sample(choices => Assert.Equal(calm, Search(spec, k => choices[k % choices.Length], lives: 5, earlier)), iter: 3);
        Assert.NotEqual(Search(spec, _ => 0, lives: 0)[0], calm[0]);
        Assert.NotEqual(calm, Search(spec, _ => 0, lives: 0, Earlier(spec, 12)));
    }

    [Theory]
    [InlineData("nsga_ii")]
    [InlineData("auto")]
    public void Propose_SeveralObjectives_ChoosesTheSameWhateverEndsFirst(string kind)
    {
        var spec = Several(kind, trials: kind == "auto" ? 120 : 60);
        var calm = Search(spec, _ => 0, lives: 0);
        Gen.Int[0, int.MaxValue].Array[200].Sample(choices => Assert.Equal(calm, Search(spec, k => choices[k % choices.Length], lives: 5)), iter: 3);

        // Each of them has a say.
        Assert.NotEqual(calm, Search(spec with { Objectives = [spec.Objectives[0], new("cost", Goal.Maximize), spec.Objectives[2]] }, _ => 0, lives: 0));
        Assert.NotEqual(calm, Search(spec with { Objectives = [spec.Objectives[0], spec.Objectives[1], new("n", Goal.Maximize)] }, _ => 0, lives: 0));
        Assert.NotEqual(calm, Search(spec with { Objectives = [spec.Objectives[0]] }, _ => 0, lives: 0));
    }

    [Fact]
    public void Of_SeveralObjectives_IsRefusedWhereTheSamplerChoosesByOne() =>
        Assert.Equal("A tpe sampler chooses by one objective. (Parameter 'spec')", Assert.Throws<ArgumentException>(() => new SearchSpace(Several("tpe", 20))).Message);

    [Theory]
    [InlineData("{\"x\":0.01,\"mode\":\"a\",\"y\":0.1}", null)]
    [InlineData("{\"x\":0.01,\"mode\":\"b\",\"n\":7}", null)]
    [InlineData("{\"x\":0.01,\"mode\":\"b\"}", "no n")]
    [InlineData("{\"x\":0.01,\"mode\":\"b\",\"n\":7,\"y\":0.1}", "a needless y")]
    [InlineData("{\"mode\":\"b\",\"n\":7}", "no x")]
    public void Learn_PointUnderConditions_HasWhatTheyCallFor(string parameters, string? wrong)
    {
        var space = new SearchSpace(Spec("tpe", 5, replicates: 1) with { Parameters = Conditional });
        if (wrong is null)
        {
            space.Learn(2, parameters);
            Assert.Equal(parameters, space.ParametersOf(2));
        }
        else
        {
            Assert.Contains(wrong, Assert.Throws<FormatException>(() => space.Learn(2, parameters)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("tpe", 4, 4)]
    [InlineData("tpe", 1, 1)]
    [InlineData("gp", 8, 8)]
    [InlineData("cma_es", 1, 7)]
    public void ReadyBelow_NoResult_IsTheLagOrTheGeneration(string kind, int lag, int expected)
    {
        var spec = Spec(kind, 40, replicates: 3);
        if (spec.Sampler.Options.ContainsKey(SamplerSpec.LagOption))
            spec = spec with { Sampler = spec.Sampler.With(SamplerSpec.LagOption, lag) };
        var proposer = Proposer.Of(new SearchSpace(spec))!;
        Assert.Equal(expected, proposer.ReadyBelow(0));

        // Two of three replicates are no result.
        Assert.Equal(expected, proposer.ReadyBelow(2));
    }

    [Fact]
    public void Propose_PrunedAndFailedTrials_DoNotStallTheSearch()
    {
        var spec = Spec("tpe", 40, replicates: 1);
        var space = new SearchSpace(spec);
        var proposer = Proposer.Of(space)!;
        for (var number = 0L; number < 40; number++)
        {
            var ready = proposer.ReadyBelow(number);
            var wanted = proposer.Wanted(ready);
            proposer.Learn([.. wanted.Numbers().Select(one => (one % 3) switch
            {
                0 => new SearchOutcome(one, TrialState.Failed, [double.NaN], 0),
                1 => new SearchOutcome(one, TrialState.Pruned, [one], 10),
                _ => new SearchOutcome(one, TrialState.Completed, [one % 2 == 0 ? double.NaN : one], 30),
            })]);
            proposer.Propose(ready);
        }

        Assert.Equal(40, proposer.Next);
        Assert.All(Enumerable.Range(0, 40), number => Assert.True(space.Knows(number)));
    }

    [Fact]
    public void Propose_ResultThatIsMissing_IsRefused()
    {
        var proposer = Proposer.Of(new SearchSpace(Spec("tpe", 20, replicates: 1)))!;
        proposer.Propose(proposer.ReadyBelow(0));
        Assert.Throws<InvalidOperationException>(() => proposer.Propose(proposer.ReadyBelow(5)));
    }

    [Fact]
    public void Of_SamplerWithoutASearch_IsNone() => Assert.Null(Proposer.Of(new SearchSpace(Spec("random", 5, replicates: 1))));

    [Fact]
    public void ParametersOf_AnyPoint_ComeBackToTheBit() => Gen.Select(Gen.Double[1e-4, 1], Gen.Int[0, 30], Gen.Long[1, 64]).Sample((x, step, n) =>
    {
        var (space, again) = (new SearchSpace(Spec("tpe", 5, replicates: 2)), new SearchSpace(Spec("tpe", 5, replicates: 2)));
        space.Proposed!.Learn(3, [x, (double)(step * 0.1m), n]);
        again.Learn(7, space.ParametersOf(6));
        Assert.Equal(space.TrialAt(6).Point, again.TrialAt(6).Point);

        // A reader that knows no kinds takes numbers without a fraction for whole ones.
        again.Learn(0, new TrialPoint(["n", "y", "x"], [n, step % 10 == 0 ? step / 10 : (double)(step * 0.1m), x]));
        Assert.Equal(space.TrialAt(6).Point, again.TrialAt(0).Point);
    });

    [Fact]
    public void Cost_OfASearch_IsThatOfItsPointsAndElsewhereTheMean()
    {
        var space = new SearchSpace(Spec("tpe", 10, replicates: 2) with { Trainer = new TrainerSpec("forest") { Resource = "n" } });
        var mean = RunCost.Of(space).Total / 20;
        space.Proposed!.Learn(0, [0.1, 0.1, 1]);
        space.Proposed!.Learn(1, [0.1, 0.1, 64]);
        var cost = RunCost.Of(space);
        Assert.Equal(64, cost.Of(2) / cost.Of(1), 6);
        Assert.Equal(2 * (cost.Of(0) + cost.Of(2)) + 16 * mean, cost.Total, 6);
        Assert.Equal(cost.Of(0) * 2 + cost.Of(2), cost.Below(3), 6);
    }

    private static SweepSpec Spec(string kind, int trials, long replicates) => new("search", Space, replicates, Reuse: ReuseScope.None)
    {
        Trainer = new TrainerSpec("forest"),
        Sampler = SamplerDeclarations.Find(kind)!.Preset().With(SamplerSpec.TrialsOption, trials),
        Objective = new Objective("score", Goal.Maximize),
    };

    private static SweepSpec Several(string kind, int trials)
    {
        var spec = Spec(kind, trials, replicates: 2) with { Objectives = [new("score", Goal.Maximize), new("cost", Goal.Minimize), new("n", Goal.Minimize)] };
        return kind == "nsga_ii" ? spec with { Sampler = spec.Sampler.With(SamplerSpec.PopulationOption, 10) } : spec;
    }

    /// <summary>What is chosen for each point, and what is stored of it.</summary>
    private static IReadOnlyList<string> Search(SweepSpec spec, Func<int, int> choose, int lives, IReadOnlyList<SearchResult>? earlier = null)
    {
        var space = new SearchSpace(spec);
        var proposer = Proposer.Of(space, earlier)!;
        var stored = new SortedDictionary<long, Proposal>();
        var (leased, finished) = (new List<long>(), new SortedDictionary<long, SearchOutcome>());
        for (var step = 0; finished.Count < space.PlannedTrials; step++)
        {
            if (lives > 0 && choose(step) % 40 == 0)
            {
                lives--;
                space = new SearchSpace(spec);
                proposer = Proposer.Of(space, earlier)!;
                proposer.TakeUp(stored.Values);
            }

            var frontier = 0L;
            while (finished.ContainsKey(frontier))
                frontier++;
            var ready = proposer.ReadyBelow(frontier);
            var wanted = proposer.Wanted(ready);
            Assert.Equal(wanted.Count / spec.Replicates, proposer.Learn([.. wanted.Numbers().Select(number => finished[number])]));
            proposer.Propose(ready);
            var free = Enumerable.Range(0, (int)(proposer.Next * spec.Replicates)).Select(number => (long)number)
                .Where(number => !finished.ContainsKey(number) && !leased.Contains(number)).ToList();
            if (free.Count > 0 && (leased.Count == 0 || choose(step) % 3 > 0))
            {
                foreach (var proposal in proposer.UnstoredOf([free[0]]))
                    stored.Add(proposal.Number, proposal);
                proposer.Stored(stored.Values);
                leased.Add(free[0]);
                continue;
            }

            var number = leased[choose(step) % leased.Count];
            leased.Remove(number);
            finished.Add(number, OutcomeOf(space.TrialAt(number)));
        }

        return [.. stored.Values.Select(proposal => proposal.ToString())];
    }

    /// <summary>Results of a random search of the same space.</summary>
    private static ImmutableArray<SearchResult> Earlier(SweepSpec spec, int points)
    {
        var source = new SearchSpace(spec with { Sampler = SamplerDeclarations.Find("random")!.Preset().With(SamplerSpec.TrialsOption, points) });
        var builder = new HistoryBuilder(spec);
        var outcomes = Enumerable.Range(0, (int)source.PlannedTrials).Select(number => OutcomeOf(source.TrialAt(number)));
        Assert.Null(builder.Add(Guid.NewGuid(), source, [.. outcomes]));
        return EarlierResults.Read(spec, builder.ToHistory().Results);
    }

    private static SearchOutcome OutcomeOf(TrialDefinition trial)
    {
        var (x, y) = (trial.Point["x"].Real, trial.Point.Find("y")?.Real ?? 2);
        return trial.Number % 17 == 5
            ? new SearchOutcome(trial.Number, TrialState.Failed, [double.NaN, double.NaN], 0)
            : new SearchOutcome(
                trial.Number, TrialState.Completed, [-((x - 0.3) * (x - 0.3) + (y - 1) * (y - 1)) - trial.Replicate * 0.01, x * y], 30);
    }
}
