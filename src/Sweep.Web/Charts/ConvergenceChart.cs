using System.Text.Json.Nodes;
using Sweep.Core.Analysis;

namespace Sweep.Web.Charts;

/// <summary>The share of runs that have reached the target by an iteration, one line a value of a parameter.</summary>
public static class ConvergenceChart
{
    private const int MostBands = 6;

    /// <param name="lines">Best first; of more than can be told apart the best are drawn.</param>
    /// <param name="by">The parameter.</param>
    /// <param name="steps">What is counted on the way to the target: <c>iterations</c>.</param>
    public static Chart Of(IReadOnlyList<ConvergenceLine> lines, string by, string steps)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new(
            "convergence-chart", $"Share that reached the target, by {by}", Describe(lines, by, steps),
            OptionOf([.. lines.Select(line => (line.Row.Group, line.Curve))], steps));
    }

    /// <summary>Several sweeps, each as one line.</summary>
    public static Chart Of(IReadOnlyList<(string Label, SurvivalCurve Curve)> sweeps, string steps)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        return new(
            "comparison-chart", "Share that reached the target, by sweep",
            $"Share of the runs of each sweep that have reached its target by {steps} (Kaplan–Meier), with 95 % bands.", OptionOf(sweeps, steps));
    }

    private static JsonObject OptionOf(IReadOnlyList<(string Label, SurvivalCurve Curve)> lines, string steps)
    {
        var drawn = lines.Take(ChartParts.MostLines).ToArray();
        var series = new JsonArray();
        for (var k = 0; k < drawn.Length; k++)
        {
            // A line before its band: legends show the first of a name.
            series.Add(Line(drawn[k], k));
            if (drawn.Length <= MostBands)
                series.Add(Band(drawn[k], k));
        }

        var option = ChartParts.Frame("axis");
        option["xAxis"] = ChartParts.Axis("log", steps, isX: true);
        var share = ChartParts.Axis("value", "share that reached the target", isX: false);
        (share["min"], share["max"], share["nameTextStyle"]) = (0, 1, new JsonObject { ["align"] = "left" });
        option["yAxis"] = share;
        ((JsonObject)option["grid"]!)["top"] = 64;
        option["series"] = series;
        return option;
    }

    private static JsonObject Line((string Label, SurvivalCurve Curve) line, int k)
    {
        var points = new JsonArray();
        foreach (var point in line.Curve.Points)
            points.Add(ChartParts.Pair(Math.Max(1, point.Iteration), point.Reached));
        return new JsonObject
        {
            ["type"] = "line",
            ["name"] = line.Label,
            ["step"] = "end",
            ["symbolSize"] = 4,
            ["data"] = points,
            ["lineStyle"] = ChartParts.LineStyle(k),
            ["itemStyle"] = new JsonObject { ["color"] = ChartParts.Color(k) },
        };
    }

    private static JsonObject Band((string Label, SurvivalCurve Curve) line, int k)
    {
        var points = new JsonArray();
        foreach (var point in line.Curve.Points)
            points.Add(new JsonArray(Math.Max(1, point.Iteration), point.Low, point.High));
        return Bands.Of(line.Label, points, ChartParts.Color(k), isStep: true);
    }

    private static string Describe(IReadOnlyList<ConvergenceLine> lines, string by, string steps)
    {
        var parts = lines.Take(5).Select(line =>
            FormattableString.Invariant($"{line.Row.Group}: {line.Row.Reached} of {line.Row.Trials} reached it, median {line.Row.MedianIterations?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? "not reached"}"));
        return $"Share of runs that reached the target by {steps}, one line a value of {by}. {string.Join("; ", parts)}.";
    }
}
