using Sweep.Core.Patterns;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Search spaces of which only cost and count matter.</summary>
internal static class DeskSpecs
{
    /// <summary>Trials of one sample each, whose cost is their iterations; as many replicates of each.</summary>
    public static SearchSpace Space(int replicates, int[] iterations, int? limit = null) => new(new SweepSpec(
        "desk",
        [
            new Parameter.Patterns([Pattern.Circle]), new Parameter.LearningRates([0.001]), new Parameter.Counts(ParameterName.Iterations, [.. iterations]),
            new Parameter.Counts(ParameterName.Samples, [1]), new Parameter.Counts(ParameterName.Hidden, [4]),
        ],
        Replicates: replicates,
        MaxConcurrent: limit));
}
