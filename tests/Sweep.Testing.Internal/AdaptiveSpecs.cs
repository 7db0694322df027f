using Sweep.Core.Constraints;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Testing;

/// <summary>Specs of sweeps that search by results.</summary>
public static class AdaptiveSpecs
{
    /// <summary>Of one pattern over rates, samples and hidden units.</summary>
    public static SweepSpec Of(string sampler, int trials, long replicates, int iterations = 90) => new(
        "search",
        [
            PerceptronParameters.Patterns([Pattern.Circle]),
            Parameter.Of(PerceptronParameters.LearningRate, new ParameterRange(ParameterKind.Real, 0.0001, 0.1, IsLog: true)),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [iterations]),
            Parameter.Of(PerceptronParameters.Samples, new ParameterRange(ParameterKind.Whole, 20, 80, Step: 10)),
            Parameter.Of(PerceptronParameters.Hidden, new ParameterRange(ParameterKind.Whole, 2, 12)),
        ],
        replicates,
        Reuse: ReuseScope.None)
    {
        Sampler = Short(SamplerDeclarations.Find(sampler)!.Preset().With(SamplerSpec.TrialsOption, trials).With(SamplerSpec.SeedOption, 7)),
    };

    /// <summary>Of <see cref="Bowl"/>, with parameters that not every point has, and constraints.</summary>
    public static SweepSpec Conditional(string sampler, int trials, long replicates) => new(
        "conditional search",
        [
            Parameter.Of("kind", "flat", "deep"),
            Parameter.Of("slope", new ParameterRange(ParameterKind.Real, 0, 2)),
            Parameter.Of("depth", new ParameterRange(ParameterKind.Whole, 1, 9)) with { When = [new("kind", ["deep"])] },
            Parameter.Of("curl", new ParameterRange(ParameterKind.Real, 0.01, 1, IsLog: true)) with { When = [new("kind", ["flat"])] },
        ],
        replicates,
        Reuse: ReuseScope.None,
        Target: null)
    {
        Trainer = new TrainerSpec(Bowl.Name),
        Constraints = [Constraint.Parse("slope + curl < 1.5"), Constraint.Parse("kind == 'flat' or slope * depth < 6")],
        Sampler = Of(sampler, trials, replicates).Sampler,
    };

    /// <summary>The same by three objectives: a metric that has a column of its own, one that has none, and a parameter.</summary>
    public static SweepSpec Several(string sampler, int trials, long replicates) => Conditional(sampler, trials, replicates) with
    {
        Objectives = [Objective.Loss, new("size", Goal.Maximize), new("slope", Goal.Minimize)],
    };

    // Several generations.
    private static SamplerSpec Short(SamplerSpec sampler) =>
        sampler.Options.ContainsKey(SamplerSpec.PopulationOption) ? sampler.With(SamplerSpec.PopulationOption, 10) : sampler;
}
