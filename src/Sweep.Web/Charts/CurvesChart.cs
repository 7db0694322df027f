using System.Text.Json.Nodes;
using Sweep.Service.Results;

namespace Sweep.Web.Charts;

/// <summary>A metric by step: of several settings with bands over their replicates, or of one trial.</summary>
public static class CurvesChart
{
    private const int MostBands = 8;

    /// <param name="bands">One line each.</param>
    /// <param name="by">The parameter that tells them apart.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="steps">What is counted: <c>iterations</c>.</param>
    public static Chart Of(IReadOnlyList<CurveBand> bands, string by, string metric, string steps)
    {
        ArgumentNullException.ThrowIfNull(bands);
        var series = new JsonArray();
        for (var k = 0; k < bands.Count; k++)
        {
            var points = new JsonArray();
            var around = new JsonArray();
            foreach (var point in bands[k].Points)
            {
                points.Add(ChartParts.Pair(Math.Max(1, point.Step), point.Median));
                around.Add(new JsonArray(Math.Max(1, point.Step), ChartParts.Number(point.Low), ChartParts.Number(point.High)));
            }

            series.Add(Line(bands[k].Label, points, k));
            if (bands[k].Runs > 1 && bands.Count <= MostBands)
                series.Add(Bands.Of(bands[k].Label, around, ChartParts.Color(k), isStep: false));
        }

        var isLog = HistoryChart.IsSpread(bands.SelectMany(band => band.Points).SelectMany(point => new[] { point.Low, point.High }));
        var option = Frame(series, metric, steps, isLog);
        return new(
            "curves-chart", $"{metric} by {steps}, by {by}",
            $"{metric} by {steps}, one line a value of {by}: the median of its replicates, with a band from the 10th to the 90th percentile.", option)
        { Size = "high" };
    }

    /// <summary>The metrics of one trial, each a chart.</summary>
    public static Chart Of(ThinnedCurve curve, double? target, string steps)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var points = new JsonArray();
        for (var k = 0; k < curve.Steps.Count; k++)
            points.Add(ChartParts.Pair(Math.Max(1, curve.Steps[k]), curve.Values[k]));
        var line = Line(curve.Metric, points, 0);
        if (target is { } wanted)
        {
            line["markLine"] = new JsonObject
            {
                ["silent"] = true,
                ["symbol"] = "none",
                ["data"] = new JsonArray(new JsonObject { ["yAxis"] = wanted }),
                ["label"] = new JsonObject { ["formatter"] = "target", ["position"] = "insideEndTop" },
                ["lineStyle"] = new JsonObject { ["color"] = ChartParts.Color(1), ["type"] = "dashed" },
            };
        }

        var option = Frame(new JsonArray(line), curve.Metric, steps, HistoryChart.IsSpread(curve.Values));
        return new($"curve-{curve.Metric}", $"{curve.Metric} by {steps}", $"{curve.Metric} of trial {curve.Number} by {steps}.", option);
    }

    private static JsonObject Frame(JsonArray series, string metric, string steps, bool isLog)
    {
        var option = ChartParts.Frame("axis");
        option["xAxis"] = ChartParts.Axis("log", steps, isX: true);
        option["yAxis"] = ChartParts.Axis(isLog ? "log" : "value", metric, isX: false);
        ((JsonObject)option["grid"]!)["top"] = 64;
        option["series"] = series;
        return option;
    }

    private static JsonObject Line(string name, JsonArray points, int k) => new()
    {
        ["type"] = "line",
        ["name"] = name,
        ["showSymbol"] = false,
        ["symbolSize"] = 5,
        ["data"] = points,
        ["lineStyle"] = ChartParts.LineStyle(k),
        ["itemStyle"] = new JsonObject { ["color"] = ChartParts.Color(k) },
        ["emphasis"] = new JsonObject { ["focus"] = "series" },
    };
}
