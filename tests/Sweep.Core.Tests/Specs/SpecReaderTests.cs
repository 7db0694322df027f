using Sweep.Core.Patterns;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Specs;

public sealed class SpecReaderTests
{
    private static string Example(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", name));

    [Fact]
    public void Read_DesignsExample_IsItsModel()
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
                new Parameter.Patterns([Pattern.Circle]),
                new Parameter.LearningRates([0.001]),
                new Parameter.Counts(ParameterName.Iterations, [5000]),
                new Parameter.Counts(ParameterName.Samples, [500]),
                new Parameter.Counts(ParameterName.Hidden, [4]),
            ]);
        Assert.Empty(result.Errors);
        Assert.Equal(expected, result.Spec);
        Assert.Equal((1L, 0u, 1241u, 0.2, 1, 1.0, null), (
            expected.Replicates, expected.DataSeed, expected.InitSeed, expected.TargetLoss, expected.RecordEvery, expected.Weight, expected.MaxConcurrent));
    }

    [Fact]
    public void Read_ParametersLeftOut_FollowTheWrittenOnes()
    {
        var result = SpecReader.Read("name: n\nparameters: { samples: [7], pattern: [circle], hidden: [2] }");
        Assert.Equal(
            [ParameterName.Samples, ParameterName.Pattern, ParameterName.Hidden, ParameterName.LearningRate, ParameterName.Iterations],
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
            pruner: none
            """);
        Assert.Null(result.Spec);
        Assert.Equal(
            [
                "name (line 1, column 1): is missing; write one line of printable characters, such as name: my-sweep",
                "version (line 1, column 10): 2 must be 1; write 1",
                "replicates (line 2, column 13): 1.5 must be a whole number in plain digits; write a whole number from 1 to 4294967296",
                "parameters.pattern[1] (line 4, column 21): cirle is not a pattern; did you mean \"circle\"?",
                "parameters.learning_rate[0] (line 5, column 19): -0.1 must be greater than 0; write a number such as 0.001",
                "pruner (line 6, column 1): is reserved for a later version; leave it out",
            ],
            result.Errors.Select(error => error.ToString()));
    }
}
