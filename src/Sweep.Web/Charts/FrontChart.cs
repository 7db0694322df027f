using System.Text.Json.Nodes;
using Sweep.Core.Analysis;
using Sweep.Core.Trainers;
using Sweep.Service.Reports;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Web.Charts;

/// <summary>Trials by two things that they are weighed by, with the line of those that no other is better than.</summary>
public static class FrontChart
{
    private const int MostPoints = 3_000;

    /// <param name="table">The trials.</param>
    /// <param name="front">Those on the line.</param>
    /// <param name="axes">The two things, each of <see cref="FrontAxes.OfTables"/>.</param>
    public static Chart Of(TrialTable table, SweepFront front, IReadOnlyList<FrontAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(front);
        ArgumentNullException.ThrowIfNull(axes);
        int[] rows =
        [
            .. Enumerable.Range(0, table.Count).Where(row =>
                CountedStates.Has(table.States[row], includePruned: false) && axes.All(axis => double.IsFinite(axis.InTable!(table, row)))),
        ];
        var points = new JsonArray();
        foreach (var place in Spread.Over(rows.Length, MostPoints))
            points.Add(ChartParts.Pair(axes[0].InTable!(table, rows[place]), axes[1].InTable!(table, rows[place])));
        var line = new JsonArray();
        foreach (var point in front.Points.OrderBy(point => point.Values[0]))
            line.Add(ChartParts.Pair(point.Values[0], point.Values[1]));

        var option = ChartParts.Frame("item");
        option["xAxis"] = Axis(table, rows, axes[0], isX: true);
        option["yAxis"] = Axis(table, rows, axes[1], isX: false);
        ((JsonObject)option["grid"]!)["top"] = 64;
        option["series"] = new JsonArray(
            ChartParts.Dots("trial", points, 5),
            new JsonObject
            {
                ["type"] = "line",
                ["name"] = "Pareto front",
                ["symbolSize"] = 7,

                // What is as good as the front and no better: from each point on towards the next.
                ["step"] = axes[0].Goal == Goal.Minimize ? "end" : "start",
                ["data"] = line,
                ["lineStyle"] = ChartParts.LineStyle(0),
                ["itemStyle"] = new JsonObject { ["color"] = ChartParts.Color(0) },
            });
        var shown = Math.Min(rows.Length, MostPoints);
        return new(
            "front-chart", "Pareto front",
            FormattableString.Invariant($"{axes[0].Name} and {axes[1].Name} of {shown} of {rows.Length} trials; the line goes by the {front.Points.Count} that no other is better than."), option);
    }

    private static JsonObject Axis(TrialTable table, int[] rows, FrontAxis axis, bool isX) =>
        ChartParts.Axis(HistoryChart.IsSpread(rows.Select(row => axis.InTable!(table, row))) ? "log" : "value", axis.Name, isX);
}
