using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Search spaces of which only cost and count matter.</summary>
internal static class DeskSpecs
{
    /// <summary>Trials whose cost is their iterations, of one sample each, or times their samples; as many replicates of each.</summary>
    public static SearchSpace Space(int replicates, int[] iterations, int? limit = null, params int[] samples) => new(new SweepSpec(
        "desk",
        [
            PerceptronParameters.Patterns([Pattern.Circle]), PerceptronParameters.LearningRates([0.001]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. iterations]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, samples.Length == 0 ? [1] : [.. samples]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
        ],
        Replicates: replicates,
        MaxConcurrent: limit));
}
