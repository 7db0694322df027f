using Sweep.Core.Pruners;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

/// <summary>Specs whose points are chosen by the results of earlier ones.</summary>
public sealed class SearchSpecTests
{
    private const string Valid = "name: n\nparameters:\n  pattern: [circle]\n  iterations: [1000]\n  learning_rate: { log: [0.001, 0.1] }\n";
    private const string Listed = "name: n\nparameters:\n  pattern: [circle, diamond]\n  iterations: [1000]\n  learning_rate: [0.1]\n";

    public static TheoryData<string, string> Wrong => new()
    {
        { Valid + "sampler: { kind: tpe, lag: 0 }", "sampler.lag (line 6, column 28): 0 must be at least 1; write a whole number from 1 to 10000" },
        { Valid + "sampler: { kind: gp, trials: 501 }", "sampler.trials (line 6, column 30): 501 must be at most 500; write a whole number from 1 to 500" },
        { Valid + "sampler: { kind: tpe, trials: 100001 }", "sampler.trials (line 6, column 31): 100001 must be at most 100000; write a whole number from 1 to 100000" },
        { Valid + "sampler: { kind: cma_es, lag: 4 }", "sampler.lag (line 6, column 31): 4 is no option of cma_es; leave it out: it has trials, seed" },
        {
            Valid + "sampler: { kind: nsga_ii, population: 1 }",
            "sampler.population (line 6, column 39): 1 must be at least 2; write a whole number from 2 to 10000"
        },
        {
            Listed + "sampler: cma_es",
            "sampler (line 6, column 10): cma_es chooses numbers alone, and pattern has several values without order; give it one value, or choose tpe"
        },
        {
            Listed.Replace(", diamond", "", StringComparison.Ordinal) + "sampler: tpe",
            "sampler (line 6, column 10): tpe has nothing to choose: every parameter has one value; write several values or a range, or sampler: grid"
        },
        {
            Valid + "sampler: tpe\nreuse: database",
            "reuse (line 7, column 8): database knows trials by their numbers, and what tpe chooses for a number is not known before; write none, or leave it out"
        },
        {
            Valid + "sampler: { kind: tpe, lag: 4 }\npruner: { kind: asha, cohort: 5 }",
            "pruner.cohort (line 7, column 31): 5 must be at most 4, the sampler's lag: a cohort is judged together, and no more are in flight; write cohort: 4, or a greater lag"
        },
        {
            Valid + "sampler: tpe\npruner: hyperband",
            "pruner (line 7, column 9): hyperband would make trials wait for others that tpe has not chosen; write asha with a cohort of at most the sampler's lag"
        },
        {
            Valid + "sampler: cma_es\nenqueue: [{ learning_rate: 0.01 }]",
            "enqueue (line 7, column 10): is not taken by cma_es, which samples whole generations itself; choose tpe, or leave it out"
        },
        {
            Valid.Replace("[1000]", "[1000, 2000]", StringComparison.Ordinal) + "sampler: tpe\nbudget: { iterations: 50000 }",
            "budget.iterations (line 7, column 23): counts steps before they are known: tpe chooses iterations as it goes on; write trials, or one value of iterations"
        },
        {
            Valid + "sampler: tpe\nbudget: { iterations: 10 }",
            "budget.iterations (line 7, column 23): 10 plans no trial: the first point has 1000 iterations, its replicates together; write at least 1000"
        },
        {
            Valid + "sampler: cma_es\npruner: median",
            "pruner (line 7, column 9): median would make trials wait for others that cma_es has not chosen; choose tpe, or leave the pruner out"
        },
    };

    [Theory]
    [InlineData("tpe", 100, 8)]
    [InlineData("cma_es", 100, 1)]
    [InlineData("nsga_ii", 100, 1)]
    [InlineData("gp", 100, 8)]
    [InlineData("auto", 100, 8)]
    public void Read_KindAlone_HasItsDefaultsAndComesBackFromTheCanonicalForm(string kind, int trials, int lag)
    {
        var spec = Read($"{Valid}sampler: {kind}").Spec!;
        Assert.Equal((kind, trials, lag, 0ul, ReuseScope.None), (spec.Sampler.Kind, spec.Sampler.Trials, spec.Sampler.Lag, spec.Sampler.Seed, spec.Reuse));
        var again = CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec));
        Assert.Equal(spec, again);
        var space = SpaceLimits.Require(again);
        Assert.Equal((false, 100, false), (space.IsGrid, space.PlannedTrials, space.Knows(0)));
        Assert.Throws<InvalidOperationException>(() => space.TrialAt(0));
    }

    [Theory]
    [InlineData("{ kind: tpe }", 8)]
    [InlineData("{ kind: gp, lag: 3 }", 3)]
    [InlineData("{ kind: auto, lag: 64 }", 27)]
    public void Read_PrunerBesideASearch_JudgesWhatIsInFlightTogether(string sampler, int cohort) =>
        Assert.Equal(cohort, Read($"{Valid}sampler: {sampler}\npruner: asha").Spec!.Pruner!.Cohort);

    [Fact]
    public void SearchSpace_PointsOfOnesOwn_AreKnownAndHaveTheFirstPlaces()
    {
        var spec = Read($"{Valid}sampler: {{ kind: tpe, trials: 20 }}\nreplicates: 2\nenqueue: [{{ learning_rate: 0.03 }}, {{ learning_rate: 0.07 }}]\nbudget: {{ iterations: 30000 }}").Spec!;
        var space = SpaceLimits.Require(CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
        Assert.Equal((44, 30, true, false), (space.Size, space.PlannedTrials, space.Knows(3), space.Knows(4)));
        Assert.Equal([0.03, 0.03, 0.07, 0.07], Enumerable.Range(0, 4).Select(number => space.TrialAt(number).Point["learning_rate"].Real));
    }

    [Fact]
    public void Read_TargetPrunerBesideGenerations_IsTaken() =>
        Assert.Equal(PrunerKind.Target, Read($"{Valid}sampler: cma_es\npruner: target").Spec!.Pruner!.Kind);

    [Theory]
    [InlineData("tpe", true)]
    [InlineData("nsga_ii", true)]
    [InlineData("auto", true)]
    [InlineData("cma_es", false)]
    [InlineData("gp", false)]
    public void Read_ConditionsAndConstraints_AreTakenWhereTheSamplerCan(string kind, bool isTaken)
    {
        var read = Read(
            $"name: n\ntrainer: mine\nsampler: {{ kind: {kind}, trials: 20 }}\nparameters:\n  depth: [1, 2]\n  rate: {{ log: [0.01, 1] }}\n"
            + "  width: { linear: [1, 9], when: { depth: 2 } }\nconstraints: [rate < 0.5]\n");
        if (!isTaken)
        {
            Assert.Equal(
                [
                    $"parameters.width.when (line 7, column 34): is nothing that sampler {kind} takes; leave it out, or choose one of: grid, random, sobol, tpe, nsga_ii, auto",
                    $"constraints (line 8, column 14): are nothing that sampler {kind} takes; leave them out, or choose one of: grid, random, sobol, tpe, nsga_ii, auto",
                ],
                read.Errors.Select(error => error.ToString()));
            return;
        }

        Assert.Empty(read.Errors);
        var space = SpaceLimits.Require(CanonicalSpec.FromJson(CanonicalSpec.ToJson(read.Spec!)));
        Assert.Equal((20, false, true), (space.PlannedTrials, space.Knows(0), space.LeftOut is { Points: > 0, IsAll: false }));
        var other = SpaceLimits.Require(space.Spec);
        space.Learn(3, "{\"depth\":1,\"rate\":0.25}");
        Assert.Equal((true, false), (space.Knows(3), other.Knows(3)));
    }

    [Fact]
    public void Read_ConstraintsThatHardlyAnyPointMeets_AreRefused() => Assert.StartsWith(
        "constraints (line 7, column 14): are met by 0 of the first 2,000 points (learning_rate < 0.00100001: 2,000), and must be by 20; ",
        Assert.Single(Read(Valid + "sampler: tpe\nconstraints: [learning_rate < 0.00100001]").Errors).ToString(), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WhatASearchCannotDo_IsRefusedWithPlaceAndRemedy(string written, string expected) =>
        Assert.Equal(expected, Assert.Single(Read(written).Errors).ToString());

    [Fact]
    public void Read_SeveralThingsWrong_AreToldAtOnce() => Assert.Equal(
        ["sampler.lag", "sampler.trials", "pruner", "reuse"],
        Read($"{Valid}sampler: {{ kind: gp, lag: 0, trials: 999 }}\npruner: hyperband\nreuse: database").Errors.Select(error => error.Path));

    private static SpecReadResult Read(string text) => SpecReader.Read(text);
}
