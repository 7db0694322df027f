using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

/// <summary>Specs with conditions and constraints.</summary>
public sealed class RuledSpecTests
{
    private const string Command = """
        name: ruled
        trainer: { command: [python3, train.py, "${args}"], resource: epochs, prefix: true, deterministic: true }
        parameters:
          momentum: { values: [0.0, 0.9], when: { optimizer: sgd } }
          optimizer: [sgd, adam]
          rate: { log: [0.001, 0.1], count: 3 }
          nesterov: { values: [true, false], when: { momentum: [0.9], optimizer: [sgd] } }
          epochs: [10, 30]

        """;

    [Fact]
    public void Read_ConditionsAndConstraints_AreOfTheParameters()
    {
        var spec = Read(Command + "constraints: [rate<0.05 or  (optimizer == \"adam\")]\n");
        Assert.Equal([new ParameterCondition("optimizer", ["sgd"])], spec.Find("momentum")!.When);
        Assert.Equal([new ParameterCondition("momentum", [0.9]), new ParameterCondition("optimizer", ["sgd"])], spec.Find("nesterov")!.When);
        Assert.Equal("rate < 0.05 or optimizer == 'adam'", spec.Constraints.Single().ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("constraints: [rate < 0.05, \"optimizer in ['adam', 'sgd']\", not nesterov or rate * epochs <= 1]\n")]
    public void FromJson_CanonicalForm_IsTheSpec(string constraints)
    {
        var spec = Read(Command + constraints);
        var json = CanonicalSpec.ToJson(spec);
        Assert.Equal(spec, CanonicalSpec.FromJson(json));
        Assert.Equal(json, CanonicalSpec.ToJson(CanonicalSpec.FromJson(json)));
        Assert.Equal(constraints.Length > 0, json.Contains("\"constraints\":", StringComparison.Ordinal));
    }

    [Fact]
    public void ToJson_SpecsThatMeanTheSame_AreTheSame()
    {
        var one = Read(Command + "constraints: [rate<.05]\n");
        var other = Read(Command
            .Replace("{ momentum: [0.9], optimizer: [sgd] }", "{ optimizer: sgd, momentum: 0.9 }", StringComparison.Ordinal)
            .Replace("optimizer: [sgd, adam]", "optimizer: { values: [sgd, adam] }", StringComparison.Ordinal)
            + "constraints: [\"( rate < 0.050 )\"]\n");
        Assert.Equal(CanonicalSpec.ToJson(one), CanonicalSpec.ToJson(other));
    }

    [Theory]
    [InlineData("  a: { values: [1], when: { b: [2] } }\n  b: { values: [2], when: { c: 3 } }\n  c: { values: [3], when: { a: 1 } }", "parameters.a.when (line 4, column 27): a → b → c → a goes round in a circle: none of them could ever be settled; leave out one of these conditions")]
    [InlineData("  a: { values: [1], when: { a: [1] } }", "parameters.a.when (line 4, column 27): a → a goes round in a circle: none of them could ever be settled; leave out one of these conditions")]
    [InlineData("  a: { values: [1], when: { opt: [x] } }\n  optim: [x, y]", "parameters.a.when.opt (line 4, column 34): is no parameter: opt; did you mean optim? the parameters are a, optim")]
    [InlineData("  a: { values: [1], when: { b: [x, z] } }\n  b: [x, y]", "parameters.a.when.b[1] (line 4, column 36): z is a value that b never has; write one of: x, y")]
    [InlineData("  a: { values: [1], when: { b: [x, x] } }\n  b: [x, y]", "parameters.a.when.b[1] (line 4, column 36): x is there already; leave one of them out")]
    [InlineData("  a: { values: [1], when: { b: [] } }\n  b: [x, y]", "parameters.a.when.b (line 4, column 32): [] has no values; write some of: x, y")]
    [InlineData("  a: { values: [1], when: {} }\n  b: [x, y]", "parameters.a.when (line 4, column 27): names no parameter; write when: { optimizer: [sgd] }")]
    [InlineData("  a: { values: [1], when: sgd }", "parameters.a.when (line 4, column 27): sgd must be a mapping of keys to values; write { optimizer: [sgd] }")]
    [InlineData("  a: { values: [1], when: { b: x } }\n  b: [5, 6]", "parameters.a.when.b (line 4, column 32): x must be a whole number in plain digits; write a whole number from -9223372036854775808 to 9223372036854775807")]
    [InlineData("  a: { values: [1], wen: { b: x } }\n  b: [x]", "parameters.a.wen (line 4, column 21): is not a known key; did you mean \"when\"?")]
    [InlineData("  a: { values: { linear: [1, 2], count: 2 } }", "parameters.a.values (line 4, column 16): a mapping must be a list; write ranges without values: { linear: [1, 5], count: 3, when: { optimizer: [sgd] } }")]
    [InlineData("  a: { values: [1, 1] }", "parameters.a.values[1] (line 4, column 20): 1 is there already (line 4, column 17); leave one of them out")]
    public void Read_BadCondition_SaysWhereAndWhatToDo(string parameters, string message)
    {
        var errors = SpecReader.Read($"name: n\ntrainer: mine\nparameters:\n{parameters}\n").Errors;
        Assert.Equal([message], errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Read_ConditionOfWhatEveryTrialNeeds_IsRefused()
    {
        Assert.Equal(
            ["parameters.hidden.when (line 1, column 83): is of a parameter that perceptron needs in every trial; leave it out, or use constraints"],
            Messages("{ name: n, parameters: { pattern: [circle, diamond], hidden: { values: [2], when: { pattern: circle } } } }"));
        Assert.Contains("is of the trainer's resource, which every trial has", Messages(Command.Replace("epochs: [10, 30]", "epochs: { values: [10, 30], when: { optimizer: sgd } }", StringComparison.Ordinal)).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ConditionOnARange_IsRefused() => Assert.Contains(
        "is on rate, whose values are chosen from a range; list the values of rate, or give the range a count",
        Messages("name: n\ntrainer: mine\nsampler: random\nparameters:\n  rate: { log: [0.1, 1] }\n  a: { values: [1], when: { rate: 0.5 } }\n").Single(), StringComparison.Ordinal);

    [Fact]
    public void Read_CommandThatNamesAParameterWithAConditionInAWord_IsRefused() => Assert.Contains(
        "trainer.command[2] (line 2, column 10): ${momentum} is not there in every trial: it has a condition; write ${args}, which has the parameters that there are, or ${args_json}",
        Messages(Command.Replace("${args}", "-m=${momentum}", StringComparison.Ordinal)));

    [Fact]
    public void Read_SeveralThingsWrong_SaysAll() => Assert.Equal(
        ["parameters.a.when.b[0]", "constraints[0]", "constraints[1]"],
        SpecReader.Read("name: n\ntrainer: mine\nparameters:\n  a: { values: [1], when: { b: [z] } }\n  b: [x]\nconstraints: [a <, c > 2]\n").Errors.Select(error => error.Path));

    [Fact]
    public void TrialAt_Grid_HasEachPointOnceWithTheParametersThatItHas()
    {
        var space = new SearchSpace(Read(Command + "replicates: 2\n"));

        // sgd: momentum 0 and 0.9 twice, adam: none; three rates, two epochs, two replicates.
        Assert.Equal((1 + 2 + 1) * 3 * 2 * 2, space.PlannedTrials);
        var points = Enumerable.Range(0, (int)space.PlannedTrials).Select(number => space.TrialAt(number)).ToList();
        Assert.Equal(space.PlannedTrials / 2, points.Select(trial => trial.Point).Distinct().Count());
        Assert.All(points, trial => Assert.Equal(trial.Number, space.NumberOf(trial.Point, trial.Replicate)));
        Assert.Equal("optimizer=sgd, rate=0.001, epochs=10", points[0].Point.Without("momentum").Without("nesterov").ToString());
        Assert.Equal("optimizer=adam, rate=0.1, epochs=30", points[^1].Point.ToString());
    }

    [Fact]
    public void RunGrid_ResourceThatNoRuleNames_JoinsTheTrialsOfARun()
    {
        var space = new SearchSpace(Read(Command + "replicates: 2\nconstraints: [rate < 0.05]\n"));
        Assert.False(space.IsGrid);
        Assert.True(space.TellsRuns);
        var runs = new RunGrid(space);
        Assert.Equal([10, 30], runs.Steps);
        Assert.Equal(space.PlannedTrials / 2, runs.Count);
        for (var number = 0L; number < space.PlannedTrials; number++)
        {
            var (run, stop) = runs.Find(number);
            Assert.Equal(number, runs.NumberOf(run, stop));
            var (trial, longest) = (space.TrialAt(number), space.TrialAt(runs.NumberOf(run, 1)));
            Assert.Equal(runs.Steps[stop], trial.Point["epochs"].Whole);
            Assert.Equal((longest.Point.Without("epochs"), longest.Replicate), (trial.Point.Without("epochs"), trial.Replicate));
        }

        var costs = RunCost.Of(space);
        Assert.Equal(costs.Total, Enumerable.Range(0, (int)runs.Count).Sum(run => costs.Of(run)), 1e-6);
        var stock = new TrialStock(space, 0, []);
        foreach (var number in Enumerable.Range(0, (int)space.PlannedTrials).Reverse())
            Assert.True(stock.Finish(number));
        Assert.True(stock.IsComplete);
        Assert.Equal(space.PlannedTrials, stock.Frontier);
    }

    [Fact]
    public void RunGrid_ConstraintOnTheResource_MakesEachTrialARun()
    {
        var space = new SearchSpace(Read(Command + "constraints: [rate * epochs <= 1]\n"));
        Assert.False(space.TellsRuns);
        Assert.Equal((space.PlannedTrials, 1), (new RunGrid(space).Count, new RunGrid(space).Stops));
        Assert.All(Enumerable.Range(0, (int)space.PlannedTrials), number =>
            Assert.True(space.TrialAt(number).Point["rate"].Real * space.TrialAt(number).Point["epochs"].Whole <= 1));
        Assert.Equal("4 of 24 points are left out by constraints (rate * epochs <= 1: 4)", space.LeftOut?.ToString());
    }

    [Theory]
    [InlineData("", "constraints: [rate < 0.05]\n")]
    [InlineData("constraints: [rate < 0.05]\n", "")]
    [InlineData("constraints: [rate < 0.05]\n", "constraints: [rate < 0.05]\nreplicates: 2\n")]
    [InlineData("constraints: [rate < 0.05]\n", "constraints: [rate * epochs < 1]\n")]
    public void NumberAt_TwoGrids_IsWhatComparingAllTrialsFinds(string mine, string its)
    {
        var (space, other) = (new SearchSpace(Read(Command + mine)), new SearchSpace(Read(Command + its)));
        var there = Enumerable.Range(0, (int)other.PlannedTrials).ToDictionary(
            number => (other.TrialAt(number).Point, other.TrialAt(number).Replicate), number => (long)number);
        var overlap = SpaceOverlap.Of(space, other);
        Assert.NotNull(overlap);
        for (var number = 0L; number < space.PlannedTrials; number++)
        {
            var trial = space.TrialAt(number);
            Assert.Equal(there.TryGetValue((trial.Point, trial.Replicate), out var found) ? found : null, overlap.NumberAt(number));
        }

        Assert.True(SpaceOverlap.Of(space, space)!.IsWhole);
    }

    [Fact]
    public void NumberAt_PlainGridOfTheSameParameters_HasThePoints()
    {
        const string Plain = "name: n\ntrainer: { command: [a], deterministic: true }\nparameters: { x: [1, 2, 3], y: [1, 2] }\n";
        var (space, ruled) = (new SearchSpace(Read(Plain)), new SearchSpace(Read(Plain + "constraints: [x > y]\n")));
        Assert.Equal([2, 4, 5], Enumerable.Range(0, 3).Select(number => SpaceOverlap.Of(ruled, space)!.NumberAt(number)));
        Assert.Equal([null, null, 0, null, 1, 2], Enumerable.Range(0, 6).Select(number => SpaceOverlap.Of(space, ruled)!.NumberAt(number)));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("sobol")]
    public void NumberAt_SampledSpaces_AreSharedWhereTheRulesAre(string kind)
    {
        SearchSpace Space(int trials, string constraint) => new(Read(Command + $"sampler: {{ kind: {kind}, trials: {trials} }}\nconstraints: [{constraint}]\n"));
        Assert.Equal(7, SpaceOverlap.Of(Space(20, "rate < 0.05"), Space(10, "rate < 0.05"))!.NumberAt(7));
        Assert.Null(SpaceOverlap.Of(Space(20, "rate < 0.05"), Space(10, "rate < 0.06")));
        var points = Enumerable.Range(0, 20).Select(number => Space(20, "rate < 0.05").TrialAt(number).Point).ToList();
        Assert.All(points, point => Assert.Equal(point["optimizer"] == "sgd", point.Find("momentum") is not null));
        Assert.All(points, point => Assert.Equal(point.ValueOf("momentum") == 0.9, point.Find("nesterov") is not null));
    }

    private static SweepSpec Read(string text)
    {
        var read = SpecReader.Read(text);
        Assert.Empty(read.Errors);
        return read.Spec!;
    }

    private static IReadOnlyList<string> Messages(string text) => [.. SpecReader.Read(text).Errors.Select(error => error.ToString())];
}
