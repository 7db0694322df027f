using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Specs;

/// <summary>Specs for tests.</summary>
internal static class TestSpecs
{
    /// <summary>examples/backprop.yaml as a model.</summary>
    public static SweepSpec Backprop { get; } = new(
        "backprop-patterns",
        [
            PerceptronParameters.Patterns([.. Enum.GetValues<Pattern>()]),
            PerceptronParameters.LearningRates([0.0003, 0.0009654893846056297, 0.003107232505953859, 0.01]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [1000, 5000]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, [100, 500, 1000]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
        ],
        Replicates: 3);

    private static readonly Gen<double> GenPositive = Gen.Double.Select(Math.Abs).Where(value => value > 0 && double.IsFinite(value));

    private static readonly Gen<Parameter[]> GenParameters = Gen.Select(
        Gen.Enum<Pattern>().Array[1, 5],
        GenPositive.Array[1, 300],
        Gen.Int[1, TrainingLimits.Iterations].Array[1, 300],
        Gen.Int[1, TrainingLimits.Samples].Array[1, 300],
        Gen.Int[1, TrainingLimits.Hidden].Array[1, 100],
        (patterns, rates, iterations, samples, hidden) => new Parameter[]
        {
            PerceptronParameters.Patterns([.. patterns.Distinct()]),
            PerceptronParameters.LearningRates([.. rates.Distinct()]),
            Counts(PerceptronParameters.Iterations, iterations),
            Counts(PerceptronParameters.Samples, samples),
            Counts(PerceptronParameters.Hidden, hidden),
        });

    /// <summary>Any valid spec, of up to 10¹² trials.</summary>
    public static Gen<SweepSpec> Any { get; } = GenParameters.SelectMany(parameters => Gen.Select(
        Gen.Shuffle(parameters),
        Gen.Long[1, Math.Max(1, SpecLimits.PlannedTrials / parameters.Aggregate(1L, (product, parameter) => product * parameter.Count))],
        Gen.UInt,
        Gen.UInt,
        GenPositive,
        Gen.Int[1, 1000],
        GenPositive,
        Gen.Select(Gen.Int[1, 100].Nullable(), Gen.Enum<ReuseScope>()),
        (shuffled, replicates, dataSeed, initSeed, target, every, weight, rest) => new SweepSpec(
            "any \"name\" – 'quoted'",
            [.. shuffled],
            Math.Min(replicates, uint.MaxValue - (long)Math.Max(dataSeed, initSeed) + 1),
            dataSeed,
            initSeed,
            target,
            every,
            weight,
            rest.Item1,
            rest.Item2)));

    private static Parameter Counts(string name, int[] values) => PerceptronParameters.Counts(name, [.. values.Distinct()]);
}
