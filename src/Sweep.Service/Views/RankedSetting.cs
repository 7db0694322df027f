using Sweep.Core.Analysis;
using Sweep.Core.Patterns;

namespace Sweep.Service.Views;

/// <summary>The best setting of a group, and what its replicates gave.</summary>
public sealed record RankedSetting(
    Pattern Pattern, double LearningRate, int Iterations, int Samples, int Hidden,
    long Trials, long Reached, double Share, int? MedianIterations, double BestLoss)
{
    internal RankedSetting(BestSetting best)
        : this(
            best.Point.Pattern, best.Point.LearningRate, best.Point.Iterations, best.Point.Samples, best.Point.Hidden, best.Trials, best.Reached, best.Share,
            best.MedianIterations, best.BestLoss)
    {
    }
}
