using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Specs;

/// <summary>Specs for tests.</summary>
internal static class TestSpecs
{
    /// <summary>examples/backprop.yaml as a model.</summary>
    public static SweepSpec Backprop { get; } = new(
        "backprop-patterns",
        [
            new Parameter.Patterns([.. Enum.GetValues<Pattern>()]),
            new Parameter.LearningRates([0.0003, 0.0009654893846056297, 0.003107232505953859, 0.01]),
            new Parameter.Counts(ParameterName.Iterations, [1000, 5000]),
            new Parameter.Counts(ParameterName.Samples, [100, 500, 1000]),
            new Parameter.Counts(ParameterName.Hidden, [4]),
        ],
        Replicates: 3);

    private static readonly Gen<double> GenPositive = Gen.Double.Select(Math.Abs).Where(value => value > 0 && double.IsFinite(value));

    private static readonly Gen<Parameter[]> GenParameters = Gen.Select(
        Gen.Enum<Pattern>().Array[1, 5],
        GenPositive.Array[1, 300],
        Gen.Int[1, SpecLimits.Iterations].Array[1, 300],
        Gen.Int[1, SpecLimits.Samples].Array[1, 300],
        Gen.Int[1, SpecLimits.Hidden].Array[1, 100],
        (patterns, rates, iterations, samples, hidden) => new Parameter[]
        {
            new Parameter.Patterns([.. patterns.Distinct()]),
            new Parameter.LearningRates([.. rates.Distinct()]),
            Counts(ParameterName.Iterations, iterations),
            Counts(ParameterName.Samples, samples),
            Counts(ParameterName.Hidden, hidden),
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
        Gen.Int[1, 100].Nullable(),
        (shuffled, replicates, dataSeed, initSeed, target, every, weight, limit) => new SweepSpec(
            "any \"name\" – 'quoted'",
            [.. shuffled],
            Math.Min(replicates, uint.MaxValue - (long)Math.Max(dataSeed, initSeed) + 1),
            dataSeed,
            initSeed,
            target,
            every,
            weight,
            limit)));

    private static Parameter.Counts Counts(ParameterName name, int[] values) => new(name, [.. values.Distinct()]);
}
