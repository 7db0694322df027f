using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Analysis;

/// <summary>The best setting of a group: its point, and what its replicates gave.</summary>
/// <param name="Point">
/// The point, the group's own parameter included. Unless grouped by the resource, its resource is that of its longest run.
/// </param>
/// <param name="Trials">Replicates that count.</param>
/// <param name="Reached">Of them, how many reached the target.</param>
/// <param name="Share"><paramref name="Reached"/> ÷ <paramref name="Trials"/>.</param>
/// <param name="MedianIterations">Kaplan–Meier median of steps to the target; null if not reached.</param>
/// <param name="BestValue">Best value of the objective of any replicate.</param>
public sealed record BestSetting(TrialPoint Point, long Trials, long Reached, double Share, int? MedianIterations, double BestValue)
{
    /// <summary>The objective's metric.</summary>
    public string Metric { get; init; } = Objective.Loss.Metric;

    /// <summary>The number of replicate 0 of <see cref="Point"/>; null where nobody has said it.</summary>
    public long? FirstNumber { get; init; }
}
