using Sweep.Core.Data;
using Sweep.Core.Spaces;

namespace Sweep.Core.Trials;

/// <summary>One planned trial: a point with its replicate and seeds.</summary>
/// <param name="Number">0-based place in the sweep.</param>
/// <param name="Point">The point of the search space.</param>
/// <param name="Replicate">0-based replicate; both seeds are the spec's plus this.</param>
/// <param name="DataSeed">Seed of the data set.</param>
/// <param name="InitSeed">Seed of the first weights.</param>
public sealed record TrialDefinition(long Number, TrialPoint Point, uint Replicate, uint DataSeed, uint InitSeed)
{
    /// <summary>The data set that the point's pattern names; null where it names none.</summary>
    public DataReference? Data { get; init; }

    /// <summary>What is done to its features.</summary>
    public FeatureScale Scale { get; init; }
}
