using System.Text.Json.Serialization;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;

namespace Sweep.Service.Views;

/// <summary>
/// How one value of a parameter did. In JSON the value stands under the parameter's name; of a part of a range its ends, as a list of two; null where trials
/// have no value of it.
/// </summary>
/// <param name="By">The parameter.</param>
/// <param name="Value">Its value; of a part of a range that of the best setting.</param>
[JsonConverter(typeof(RankedGroupJson))]
public sealed record RankedGroup(
    string By, ParameterValue Value, long Trials, long Reached, double Share, int? MedianIterations, int? BestIterations, RankedSetting Best)
{
    /// <summary>The part of a range that the row is of; null where it is of one value.</summary>
    public ValueBin? Bin { get; init; }

    public static IReadOnlyList<RankedGroup> Of(IEnumerable<ConvergenceRow> rows) => [.. rows.Select(row => new RankedGroup(
        row.By, row.Best.Point.ValueOf(row.By), row.Trials, row.Reached, row.Share, row.MedianIterations, row.BestIterations, new RankedSetting(row.Best))
    {
        Bin = row.Bin,
    })];
}
