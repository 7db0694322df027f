using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Service.Views;

namespace Sweep.Web.Charts;

/// <summary>What became of the trials that came to each rung, as bars.</summary>
public static class RungsChart
{
    // What runs, what was stopped, what was learnt, and what is still open, as on bars of progress.
    private static readonly (string Name, int Color, Func<RungSummary, long> Count)[] Parts =
    [
        ("kept", 0, rung => rung.Kept), ("pruned", 3, rung => rung.Pruned), ("completed", 2, rung => rung.Completed), ("not judged yet", 5, rung => rung.Undecided),
    ];

    /// <param name="rungs">By bracket and step.</param>
    /// <param name="steps">What is counted: <c>iterations</c>.</param>
    public static Chart Of(IReadOnlyList<RungSummary> rungs, string steps)
    {
        ArgumentNullException.ThrowIfNull(rungs);
        var hasBrackets = rungs.Any(rung => rung.Bracket > 0);
        var series = new JsonArray();
        foreach (var (name, color, count) in Parts.Where(part => rungs.Any(rung => part.Count(rung) > 0)))
        {
            series.Add(new JsonObject
            {
                ["type"] = "bar",
                ["name"] = name,
                ["stack"] = "trials",
                ["barMaxWidth"] = 60,
                ["data"] = new JsonArray([.. rungs.Select(rung => (JsonNode?)count(rung))]),
                ["itemStyle"] = new JsonObject { ["color"] = ChartParts.Color(color), ["opacity"] = name == Parts[^1].Name ? 0.35 : 0.9 },
            });
        }

        var option = ChartParts.Frame("axis");
        option.Remove("dataZoom");
        ((JsonObject)option["toolbox"]!)["feature"] = new JsonObject { ["saveAsImage"] = new JsonObject() };
        option["xAxis"] = new JsonObject
        {
            ["type"] = "category",
            ["name"] = hasBrackets ? $"bracket: {steps}" : steps,
            ["nameLocation"] = "middle",
            ["nameGap"] = 26,
            ["data"] = new JsonArray([.. rungs.Select(rung => (JsonNode?)LabelOf(rung, hasBrackets))]),
        };
        option["yAxis"] = new JsonObject { ["type"] = "value", ["name"] = "trials", ["nameGap"] = 8, ["minInterval"] = 1 };
        option["series"] = series;
        var last = rungs.Select(rung => FormattableString.Invariant($"{LabelOf(rung, hasBrackets)}: {rung.Kept} kept, {rung.Pruned} pruned"));
        return new("rungs-chart", "Trials at rungs", $"Trials that were kept and pruned at each rung, by {steps}. {string.Join("; ", last.Take(8))}.", option) { Size = "low" };
    }

    private static string LabelOf(RungSummary rung, bool hasBrackets)
    {
        var step = rung.Step.ToString("N0", CultureInfo.InvariantCulture);
        return hasBrackets ? FormattableString.Invariant($"{rung.Bracket}: {step}") : step;
    }
}
