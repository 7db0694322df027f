using System.Collections.Immutable;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>The perceptron's five parameters, in the order in which rows have them.</summary>
public static class PerceptronParameters
{
    public const string Pattern = "pattern";

    public const string LearningRate = "learning_rate";

    public const string Iterations = "iterations";

    public const string Samples = "samples";

    public const string Hidden = "hidden";

    public static ImmutableArray<ParameterDeclaration> All { get; } =
    [
        new(Pattern, ParameterKind.Text, "The patterns to learn, and data sets of the database.") { Choices = [.. PatternNames.All], Example = "[circle, diamond]" },
        new(LearningRate, ParameterKind.Real, "Steps of gradient descent on the summed loss.")
        {
            IsPositive = true,
            Default = PerceptronDefaults.LearningRate,
            Example = "[0.001, 0.01]",
        },
        Count(Iterations, "Full-batch steps.", TrainingLimits.Iterations, PerceptronDefaults.Iterations),
        Count(Samples, "Points of the data set.", TrainingLimits.Samples, PerceptronDefaults.Samples),
        Count(Hidden, "Units of the hidden layer.", TrainingLimits.Hidden, PerceptronDefaults.Hidden),
    ];

    public static TrainerDeclaration Declaration { get; } = new(TrainerSpec.Perceptron)
    {
        Parameters = All,
        Target = PerceptronDefaults.Target,
        Metrics = [Objective.Loss, Objective.Accuracy],
    };

    /// <summary>Where data sets stand beside the patterns.</summary>
    internal static TrainerDeclaration WithData(IEnumerable<string> names) => Declaration with
    {
        Parameters = [.. All.Select(declared => declared.Name == Pattern ? WithData(declared, names) : declared)],
    };

    private static ParameterDeclaration WithData(ParameterDeclaration pattern, IEnumerable<string> names) =>
        pattern with { Choices = [.. pattern.Choices, .. names], Noun = "pattern or a data set of the database" };

    public static Parameter Patterns(params ImmutableArray<Pattern> values) =>
        new(Pattern, ParameterKind.Text, [.. values.Select(value => ParameterValue.FromText(value.ToName()))]);

    public static Parameter LearningRates(params ImmutableArray<double> values) =>
        new(LearningRate, ParameterKind.Real, [.. values.Select(ParameterValue.FromReal)]);

    /// <param name="name">Iterations, samples or hidden.</param>
    public static Parameter Counts(string name, params ImmutableArray<int> values) =>
        new(name, ParameterKind.Whole, [.. values.Select(value => ParameterValue.FromWhole(value))]);

    private static ParameterDeclaration Count(string name, string description, int most, int preset) =>
        new(name, ParameterKind.Whole, description) { Least = 1, Most = most, Default = preset, Example = $"[{preset}]" };
}
