using System.Text.Json.Serialization;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;

namespace Sweep.Service.Views;

/// <summary>
/// The best setting of a group, and what its replicates gave. In JSON its parameters stand beside the rest, and its best value as <c>best_loss</c>.
/// </summary>
/// <param name="Point">Its parameters.</param>
/// <param name="Metric">The objective's.</param>
/// <param name="BestValue">Best value of the objective of any replicate.</param>
[JsonConverter(typeof(RankedSettingJson))]
public sealed record RankedSetting(
    TrialPoint Point, long Trials, long Reached, double Share, int? MedianIterations, string Metric, double BestValue)
{
    internal RankedSetting(BestSetting best)
        : this(best.Point, best.Trials, best.Reached, best.Share, best.MedianIterations, best.Metric, best.BestValue)
    {
    }
}
