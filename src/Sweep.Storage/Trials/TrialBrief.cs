using System.Collections.Immutable;
using Sweep.Core.Spaces;
using Sweep.Core.Trials;

namespace Sweep.Storage.Trials;

/// <summary>What pictures of a whole sweep need of a finished trial.</summary>
/// <param name="FinalObjective">NaN where there is none.</param>
/// <param name="BestObjective">NaN where there is none.</param>
/// <param name="ReachedAt">-1 where the target was not reached.</param>
/// <param name="TrainSeconds">Thread CPU seconds.</param>
public readonly record struct TrialBrief(
    long Number, TrialPoint Point, TrialState State, TrialOrigin Origin, double FinalObjective, double BestObjective, int ReachedAt, int TrainedIterations,
    double TrainSeconds, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string Silo, int Slot)
{
    /// <summary>The last values of the objectives after the first that the trainer reports, in their order; NaN where there is none.</summary>
    public ImmutableArray<double> Further { get; init; } = [];
}
