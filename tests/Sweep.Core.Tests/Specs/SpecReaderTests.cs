using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Specs;

public sealed class SpecReaderTests
{
    private static string Example(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", name));

    [Fact]
    public void Read_BackpropExample_IsItsModel()
    {
        var result = SpecReader.Read(Example("backprop.yaml"));
        Assert.Empty(result.Errors);
        Assert.Equal(TestSpecs.Backprop, result.Spec);
    }

    [Fact]
    public void Read_OnlyWhatIsRequired_TakesTheExercisesDefaults()
    {
        var result = SpecReader.Read("name: least\nparameters:\n  pattern: [circle]\n");
        var expected = new SweepSpec(
            "least",
            [
                PerceptronParameters.Patterns([Pattern.Circle]),
                PerceptronParameters.LearningRates([0.001]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [5000]),
                PerceptronParameters.Counts(PerceptronParameters.Samples, [500]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
            ]);
        Assert.Empty(result.Errors);
        Assert.Equal(expected, result.Spec);
        Assert.Equal((1L, 0u, 1241u, 0.2, 1, 1.0, null, ReuseScope.Database), (
            expected.Replicates, expected.DataSeed, expected.InitSeed, expected.Target, expected.RecordEvery, expected.Weight, expected.MaxConcurrent,
            expected.Reuse));
    }

    [Theory]
    [InlineData("target: { accuracy: 0.95 }", 0.95)]
    [InlineData("", null)]
    public void Read_ObjectiveOfAccuracy_HasItsOwnTarget(string target, double? expected)
    {
        var spec = SpecReader.Read($"name: n\nparameters: {{ pattern: [circle] }}\nobjective: {{ metric: accuracy, goal: maximize }}\n{target}").Spec!;
        Assert.Equal((Objective.Accuracy, expected), (spec.Objective, spec.Target));
        Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
        var space = new SearchSpace(spec);
        var plan = space.PlanFor(space.TrialAt(0));
        Assert.Equal((true, expected ?? double.PositiveInfinity), (plan.OnAccuracy, plan.Target));
    }

    [Fact]
    public void Read_ParametersLeftOut_FollowTheWrittenOnes()
    {
        var result = SpecReader.Read("name: n\nparameters: { samples: [7], pattern: [circle], hidden: [2] }");
        Assert.Equal(
            ["samples", "pattern", "hidden", "learning_rate", "iterations"],
            result.Spec!.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void Read_SeveralErrors_NamesThemAllInOrderOfPlace()
    {
        var result = SpecReader.Read("""
            version: 2
            replicates: 1.5
            parameters:
              pattern: [circle, cirle]
              learning_rate: [-0.1]
            trace: none
            """);
        Assert.Null(result.Spec);
        Assert.Equal(
            [
                "name (line 1, column 1): is missing; write one line of printable characters, such as name: my-sweep",
                "version (line 1, column 10): 2 must be 1; write 1",
                "replicates (line 2, column 13): 1.5 must be a whole number in plain digits; write a whole number from 1 to 4294967296",
                "parameters.pattern[1] (line 4, column 21): cirle is not a pattern; did you mean \"circle\"?",
                "parameters.learning_rate[0] (line 5, column 19): -0.1 must be greater than 0; write a number such as 0.001",
                "trace (line 6, column 1): is reserved for a later version; leave it out",
            ],
            result.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Read_YamlJsonAndComments_HashAlike()
    {
        const string Yaml = "# c\nname: n\nparameters:\n  pattern: [circle]   # c\n  learning_rate: { log: [1e-3, 1], count: 4 }\n";
        const string Flow = "{name: 'n', parameters: {pattern: [circle], learning_rate: [0.001, 0.01, 0.1, 1.0]}, weight: 1}";
        const string Json = "\t{\r\n\t\"version\": 1, \"name\": \"\\u006e\", \"parameters\": {\"pattern\": [\"circle\"], \"learning_rate\": [1E-3, 0.01, 100e-3, 1]}, \"replicates\": 1}";
        string[] hashes = [.. new[] { Yaml, Flow, Json, "\uFEFF" + Json }.Select(HashOf)];
        Assert.Single(hashes.Distinct(StringComparer.Ordinal));
        Assert.NotEqual(hashes[0], HashOf(Yaml.Replace("name: n", "name: m", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_JsonEscapesAndSurrogatePairs_AreText()
    {
        var result = SpecReader.Read("""{"name": "\u00e9\/\ud83d\ude00 \"x\"", "parameters": {"pattern": ["circle"]}}""");
        Assert.Equal("é/😀 \"x\"", result.Spec!.Name);
    }

    [Fact]
    public void Read_GridOfABillionPoints_IsValid()
    {
        var result = SpecReader.Read("""
            name: billion
            parameters:
              pattern: [circle]
              learning_rate: { log: [0.000001, 1], count: 100000 }
              iterations: { linear: [1, 10000], count: 10000 }
            """);
        Assert.Equal(1_000_000_000, new SearchSpace(result.Spec!).PlannedTrials);
    }

    [Fact]
    public void Read_AliasBomb_IsRefusedAliasByAlias()
    {
        var text = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 30).Select(level =>
            $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n"));
        var errors = SpecReader.Read(text).Errors;
        Assert.Equal(31, errors.Count(error => error.Rule.StartsWith("is an anchor", StringComparison.Ordinal)));
        Assert.Equal(270, errors.Count(error => error.Rule.StartsWith("is an alias", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_MoreErrorsThanAreListed_SaysHowManyMore()
    {
        var values = string.Join(", ", Enumerable.Repeat("0", SpecLimits.Errors + 7));
        var errors = SpecReader.Read($"name: n\nparameters: {{ pattern: [circle], samples: [{values}] }}").Errors;
        Assert.Equal(SpecLimits.Errors + 1, errors.Length);
        Assert.Equal("spec: has 7 more errors; correct these first", errors[^1].ToString());
    }

    [Fact]
    public void Read_WindowsLineEnds_CountAsOneLineEach()
    {
        var errors = SpecReader.Read("name: n\r\nparameters:\r\n  pattern: [circle]\r\nweight: 0\r\n").Errors;
        Assert.Equal((4, 9), (errors.Single().Line, errors.Single().Column));
    }

    [Fact]
    public void Read_LargestValues_AreValid()
    {
        var result = SpecReader.Read("""
            name: largest
            parameters: { pattern: [circle], samples: [10000000], iterations: [1000000000], hidden: [256], learning_rate: [1.7976931348623157e308] }
            replicates: 2
            data_seed: 4294967294
            init_seed: 4294967294
            record: { every: 101 }
            max_concurrent: 2147483647
            weight: 5e-324
            """);
        Assert.Empty(result.Errors);
        Assert.Equal(uint.MaxValue, new SearchSpace(result.Spec!).TrialAt(1).DataSeed);
    }

    private static string HashOf(string text) => CanonicalSpec.Hash(CanonicalSpec.ToJson(SpecReader.Read(text).Spec!));
}
