using System.Text.Json.Nodes;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;
using Sweep.Service.Results;

namespace Sweep.Web.Charts;

/// <summary>Best value of the objective by number of trial, and the best so far.</summary>
public static class HistoryChart
{
    private const int MostPoints = 3_000;

    /// <summary>The trials that were better than all before, in order of number.</summary>
    public static IReadOnlyList<HistoryPoint> Improvements(TrialTable table, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(objective);
        List<HistoryPoint> found = [];
        var best = objective.Worst;
        for (var row = 0; row < table.Count; row++)
        {
            if (!objective.IsBetter(table.BestObjectives[row], best))
                continue;
            best = table.BestObjectives[row];
            found.Add(new(row, table.Numbers[row], best));
        }

        return found;
    }

    public static Chart Of(TrialTable table, Objective objective, IReadOnlyList<HistoryPoint> improvements)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(improvements);
        var isLog = IsSpread(table.BestObjectives);
        var every = Math.Max(1, (table.Count + MostPoints - 1) / MostPoints);
        var (points, pruned) = (new JsonArray(), new JsonArray());
        for (var row = 0; row < table.Count; row += every)
        {
            if (double.IsFinite(table.BestObjectives[row]))
                (table.States[row] == TrialState.Pruned ? pruned : points).Add(ChartParts.Pair(table.Numbers[row], table.BestObjectives[row]));
        }

        var best = new JsonArray();
        foreach (var point in improvements)
            best.Add(ChartParts.Pair(point.Number, point.Value));
        if (improvements.Count > 0)
            best.Add(ChartParts.Pair(table.Numbers[^1], improvements[^1].Value));

        var option = ChartParts.Frame("item");
        option["xAxis"] = ChartParts.Axis("value", "trial", isX: true);
        option["yAxis"] = ChartParts.Axis(isLog ? "log" : "value", $"best {objective.Metric}", isX: false);
        ((JsonObject)option["grid"]!)["top"] = 64;
        var series = new JsonArray(ChartParts.Dots("trial", points, 5));
        if (pruned.Count > 0)
            series.Add(ChartParts.Dots("pruned trial", pruned, 3));
        series.Add(new JsonObject
        {
            ["type"] = "line",
            ["name"] = "best so far",
            ["step"] = "end",
            ["symbolSize"] = 6,
            ["data"] = best,
            ["lineStyle"] = ChartParts.LineStyle(0),
            ["itemStyle"] = new JsonObject { ["color"] = ChartParts.Color(0) },
        });
        option["series"] = series;
        var last = improvements.Count == 0 ? "No trial has a value yet." : $"The best is {ChartParts.Text(improvements[^1].Value)}, of trial {improvements[^1].Number}.";
        return new("history-chart", "Optimisation history", $"Best {objective.Metric} of each trial and the best so far, by number of trial. {last}", option);
    }

    /// <summary>True where values are above zero and more than one decade apart, so that a logarithmic axis shows them better.</summary>
    internal static bool IsSpread(IEnumerable<double> values)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (double.IsFinite(value))
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return least > 0 && most / least > 10;
    }
}
