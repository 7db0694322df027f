using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Specs;

public sealed class SampledSpaceTests
{
    private const string Text = """
        name: sampled
        parameters:
          learning_rate: { log: [0.0001, 0.1] }
          pattern: [circle, diamond]
          iterations: [1000]
          samples: { linear: [100, 1000], step: 100 }
          hidden: { linear: [2, 16] }
        replicates: 3
        sampler: { kind: KIND, trials: 500, seed: 9 }
        """;

    public static TheoryData<string> Kinds => ["random", "sobol"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TrialAt_AnyNumber_IsInTheSpaceWithReplicatesSideBySide(string kind)
    {
        var space = Space(kind);
        Assert.Equal(1500, space.PlannedTrials);
        Assert.False(space.IsGrid);
        for (var number = 0L; number < space.PlannedTrials; number++)
        {
            var trial = space.TrialAt(number);
            Assert.Equal(((uint)(number % 3), space.TrialAt(number - number % 3).Point), (trial.Replicate, trial.Point));
            Assert.Equal(["pattern", "learning_rate", "iterations", "samples", "hidden"], trial.Point.Names);
            Assert.InRange(trial.Point["learning_rate"].Real, 0.0001, 0.1);
            Assert.InRange(trial.Point["samples"].Whole / 100, 1, 10);
            Assert.Equal(0, trial.Point["samples"].Whole % 100);
            Assert.InRange(trial.Point["hidden"].Whole, 2, 16);
        }
    }

    [Fact]
    public void TrialAt_SobolOfABillion_TakesNoMemory()
    {
        var space = new SearchSpace(Spec("sobol") with { Sampler = Sampler("sobol", 1_000_000_000), Replicates = 1 });
        var before = GC.GetAllocatedBytesForCurrentThread();
        var last = space.TrialAt(999_999_999);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        Assert.Equal(last, space.TrialAt(999_999_999));
    }

    [Fact]
    public void NumberOf_SampledPoint_SaysThatThereIsNone()
    {
        var space = Space("random");
        Assert.Throws<InvalidOperationException>(() => space.NumberOf(space.TrialAt(0).Point, 0));
    }

    [Fact]
    public void Constructor_RangeInAGrid_Throws() =>
        Assert.Throws<ArgumentException>(() => new SearchSpace(Spec("random") with { Sampler = SamplerSpec.Grid }));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CanonicalForm_OfASampledSpec_IsReadBack(string kind)
    {
        var spec = Spec(kind);
        var json = CanonicalSpec.ToJson(spec);
        Assert.Contains($$"""{"name":"learning_rate","log":[0.0001,0.1]}""", json, StringComparison.Ordinal);
        Assert.Contains($$"""{"name":"samples","linear":[100,1000],"step":100}""", json, StringComparison.Ordinal);
        Assert.Contains($$""","sampler":{"kind":"{{kind}}","trials":500,"seed":9},""", json, StringComparison.Ordinal);
        Assert.Equal(spec, CanonicalSpec.FromJson(json));
        Assert.Equal(1500, SpaceLimits.Require(CanonicalSpec.FromJson(json)).PlannedTrials);
    }

    [Fact]
    public void Read_SamplerAsAWord_HasItsDefaults()
    {
        var spec = Assert.IsType<SweepSpec>(SpecReader.Read("name: n\nparameters: { pattern: [circle], learning_rate: { linear: [0.1, 1] } }\nsampler: sobol").Spec);
        Assert.Equal(Sampler("sobol", 100, seed: 0), spec.Sampler);
    }

    [Theory]
    [InlineData("learning_rate: { log: [1, 2], step: 0.1 }", "parameters.learning_rate.step (line 2, column 70): 0.1 stands beside a logarithmic range; leave it out, or write linear")]
    [InlineData("learning_rate: { linear: [1, 2], step: 0.3 }", "parameters.learning_rate.step (line 2, column 73): 0.3 does not lead from 1 to 2 in whole steps; change the step or an end")]
    [InlineData("hidden: { linear: [1, 5], step: 0.5 }", "parameters.hidden.step (line 2, column 66): 0.5 must be a whole number in plain digits; write a whole number from 1 to 2147483647")]
    [InlineData("hidden: { linear: [1, 300] }", "parameters.hidden.linear[1] (line 2, column 56): 300 must be at most 256; write a whole number from 1 to 256")]
    [InlineData("iterations: { log: [10, 1000000000] }", "parameters.iterations (line 2, column 46): 1000000000 recorded points a trial (1000000000 iterations, every 1) must be at most 10000000; set record: { every: 101 } or more, or use fewer iterations")]
    [InlineData("learning_rate: { log: [0, 1] }", "parameters.learning_rate.log[0] (line 2, column 57): 0 must be greater than 0; write a number such as 0.001")]
    public void Read_WrongRange_SaysWhatIsWrong(string parameter, string expected)
    {
        var read = SpecReader.Read($"name: n\nparameters: {{ pattern: [circle], {parameter} }}\nsampler: random");
        Assert.Equal([expected], read.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Read_StepsOfDecimals_ThatFitAsWritten_IsARange()
    {
        var read = SpecReader.Read("name: n\nparameters: { pattern: [circle], learning_rate: { linear: [0.1, 0.7], step: 0.1 } }\nsampler: random");
        Assert.Equal(new ParameterRange(ParameterKind.Real, 0.1, 0.7, Step: 0.1), read.Spec?.Find("learning_rate")?.Range);
    }

    [Fact]
    public void Read_MoreThan64VariedParametersOfSobol_IsRefused()
    {
        var many = string.Join(", ", Enumerable.Range(0, 65).Select(k => $"p{k}: {{ linear: [0.0, 1] }}"));
        var read = SpecReader.Read($"name: n\nparameters: {{ {many} }}\ntrainer: external\nobjective: {{ metric: loss, goal: minimize }}\nsampler: sobol");
        Assert.Equal(
            ["sampler (line 5, column 10): sobol of 65 parameters with several values must be of at most 64; give some parameters one value, or choose sampler: random"],
            read.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Greatest_OfListsAndRanges_IsTheLargestValue()
    {
        Assert.Equal(5, Parameter.Of("p", 3, 5, 4).Greatest);
        Assert.Equal(9, Parameter.Of("p", new ParameterRange(ParameterKind.Whole, 2, 9)).Greatest);
    }

    [Fact]
    public void RunGrid_OfASampledSpace_HasARunATrial()
    {
        var space = new SearchSpace(Spec("sobol") with { Parameters = Spec("sobol").Parameters.SetItem(2, PerceptronParameters.Counts("iterations", 10, 20)) });
        var runs = new RunGrid(space);
        Assert.Equal((1500, 1), (runs.Count, runs.Stops));
        Assert.All(Enumerable.Range(0, 1500), number => Assert.Equal((number, 0), runs.Find(number)));
        Assert.Equal([3L], new RunGrid(space, "iterations").FirstNumbers(5));
        Assert.Equal([1000], new RunGrid(Space("sobol")).Steps);
    }

    [Fact]
    public void TrialStock_OfASampledSpace_IsCompleteWhenEveryNumberIs()
    {
        var stock = new TrialStock(Space("random"), frontier: 10, [new NumberRange(20, 30)]);
        Assert.Equal((10, 20), (stock.Frontier, stock.Finished));
        Assert.Equal(Enumerable.Range(10, 10).Select(number => (long)number), stock.Next(0.001, mayBeAlone: false)[0].Numbers.All().Concat(
            Enumerable.Range(11, 9).Select(number => (long)number)));
        foreach (var number in Enumerable.Range(0, 1500))
            stock.Finish(number);
        Assert.True(stock.IsComplete);
        Assert.Equal(stock.TotalCost, stock.FinishedCost, 1e-6 * stock.TotalCost);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RunCost_OfASampledSpace_IsTheSumOfItsRuns(string kind)
    {
        var space = Space(kind);
        var costs = RunCost.Of(space);
        var sum = Enumerable.Range(0, 1500).Sum(number => TrialModel.Perceptron.CostOf(space.TrialAt(number).Point));
        Assert.Equal(sum, costs.Total, 1e-9 * sum);
        Assert.Equal(costs.Total, costs.Of(new NumberRange(0, 700)) + costs.Of(new NumberRange(700, 1500)), 1e-9 * sum);
        var many = new SearchSpace(Spec(kind) with { Sampler = Sampler(kind, 1_000_000) });
        Assert.Equal(RunCost.Of(many).Total, sum / 1500 * 3_000_000, 0.1 * sum / 1500 * 3_000_000);
    }

    [Fact]
    public void Overlap_SameSamplerWithMorePointsAndReplicates_IsOfTheFirst()
    {
        var (small, large) = (Space("sobol"), new SearchSpace(Spec("sobol") with { Name = "other", Sampler = Sampler("sobol", 600), Replicates = 4 }));
        var overlap = Assert.IsAssignableFrom<SpaceOverlap>(SpaceOverlap.Of(large, small));
        var whole = Assert.IsAssignableFrom<SpaceOverlap>(SpaceOverlap.Of(small, large));
        Assert.Equal((false, true), (overlap.IsWhole, whole.IsWhole));
        for (var number = 0L; number < large.PlannedTrials; number++)
        {
            var isThere = number / 4 < 500 && number % 4 < 3;
            Assert.Equal(isThere, overlap.NumberAt(number) is not null);
            if (overlap.NumberAt(number) is { } there)
                Assert.Equal(large.TrialAt(number) with { Number = 0 }, small.TrialAt(there) with { Number = 0 });
        }

        Assert.Null(SpaceOverlap.Of(small, Space("random")));
        Assert.Null(SpaceOverlap.Of(small, new SearchSpace(Spec("sobol") with { Sampler = Sampler("sobol", 500, seed: 8) })));
        Assert.Null(SpaceOverlap.Of(small, new SearchSpace(TestSpecs.Backprop)));
    }

    [Fact]
    public void ToSwaps_AnyOrderOfParameters_HasTheSameValuesByName() => Gen.Shuffle(Spec("random").Parameters.ToArray()).Sample(parameters =>
    {
        var space = new SearchSpace(Spec("random") with { Parameters = [.. parameters] });
        var point = space.TrialAt(7).Point;
        Assert.Equal(["pattern", "learning_rate", "iterations", "samples", "hidden"], point.Names);
        Assert.All(point.Names.Zip(point.Values), pair => Assert.Equal(PerceptronParameters.Declaration.Find(pair.First)!.Kind, pair.Second.Kind));
        _ = PerceptronPoint.Of(point);
    });

    private static SearchSpace Space(string kind) => new(Spec(kind));

    private static SweepSpec Spec(string kind)
    {
        var read = SpecReader.Read(Text.Replace("KIND", kind, StringComparison.Ordinal));
        Assert.Empty(read.Errors);
        return read.Spec!;
    }

    private static SamplerSpec Sampler(string kind, long trials, long seed = 9) =>
        SamplerDeclarations.Find(kind)!.Preset().With(SamplerSpec.TrialsOption, trials).With(SamplerSpec.SeedOption, seed);
}
