using System.Text.Json.Nodes;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Service.Results;

namespace Sweep.Web.Charts;

/// <summary>Trials as lines over their parameters and the objective.</summary>
public static class ParallelChart
{
    private const int MostLines = 2_000;
    private const int MostBest = 100;

    /// <summary>Rows to draw: the best, and of the others an even share, worst first, so that the best lie on top.</summary>
    public static IReadOnlyList<int> Choose(TrialTable table, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(objective);
        var rows = Enumerable.Range(0, table.Count).Where(row => double.IsFinite(table.BestObjectives[row])).ToArray();
        if (rows.Length <= MostLines)
            return [.. rows.OrderByDescending(row => objective.Rank(table.BestObjectives[row]))];

        // By rank, so that every range of values is there in its share.
        var ranked = Ranked(table, rows, objective);
        var rest = MostLines - MostBest;
        var spread = Enumerable.Range(0, rest).Select(k => ranked[MostBest + (int)((long)k * (ranked.Length - MostBest) / rest)]);
        return [.. ranked.Take(MostBest).Concat(spread).Reverse()];
    }

    /// <param name="table">The trials.</param>
    /// <param name="rows">Those to draw.</param>
    /// <param name="ranking">The order of values, and the objective.</param>
    /// <param name="names">The parameters to draw.</param>
    public static Chart Of(TrialTable table, IReadOnlyList<int> rows, Ranking ranking, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(names);
        var objective = ranking.Objective;
        var axes = new JsonArray();

        // Replicates share their points.
        var points = table.Points.Distinct().ToArray();
        for (var k = 0; k < names.Count; k++)
            axes.Add(AxisOf(points, ranking, names[k], k));
        var isLog = HistoryChart.IsSpread(rows.Select(row => table.BestObjectives[row]));
        axes.Add(new JsonObject { ["dim"] = names.Count, ["name"] = $"best {objective.Metric}", ["type"] = isLog ? "log" : "value", ["scale"] = true, ["min"] = "dataMin", ["max"] = "dataMax" });

        var data = new JsonArray();
        foreach (var row in rows)
        {
            var line = new JsonArray();
            foreach (var name in names)
                line.Add(Value(table.Points[row].ValueOf(name)));
            line.Add(ChartParts.Number(table.BestObjectives[row]));
            data.Add(line);
        }

        var values = rows.Select(row => table.BestObjectives[row]).DefaultIfEmpty(0).ToArray();
        var (least, most) = Bulk(values);
        var option = new JsonObject
        {
            ["animation"] = false,
            ["aria"] = new JsonObject { ["enabled"] = true },
            ["parallel"] = new JsonObject { ["left"] = 48, ["right"] = 72, ["top"] = 44, ["bottom"] = 24 },
            ["parallelAxis"] = axes,
            ["visualMap"] = new JsonObject
            {
                ["show"] = false,
                ["dimension"] = names.Count,
                ["min"] = ChartParts.Number(least),
                ["max"] = ChartParts.Number(most),
                ["ramp"] = objective.Goal == Goal.Minimize ? "down" : "up",
            },
            ["series"] = new JsonArray(new JsonObject
            {
                ["type"] = "parallel",
                ["lineStyle"] = new JsonObject { ["width"] = 1, ["opacity"] = rows.Count > 300 ? 0.25 : 0.55 },
                ["inactiveOpacity"] = 0.02,
                ["activeOpacity"] = 0.8,
                ["progressive"] = 500,
                ["data"] = data,
            }),
        };
        var description = $"{rows.Count} of {table.Count} trials as lines over {string.Join(", ", names)} and the best {objective.Metric}. Drag along an axis to keep the lines that pass there.";
        return new("parallel-chart", "Parallel coordinates", description, option);
    }

    /// <summary>Best first, and of equals in their own order: plain numbers are sorted several times faster than by a function of each.</summary>
    private static int[] Ranked(TrialTable table, int[] rows, Objective objective)
    {
        var ranked = rows.ToArray();
        var ranks = Array.ConvertAll(rows, row => objective.Rank(table.BestObjectives[row]));
        Array.Sort(ranks, ranked);
        for (int from = 0, to; from < ranks.Length; from = to)
        {
            for (to = from + 1; to < ranks.Length && ranks[to] == ranks[from];)
                to++;
            Array.Sort(ranked, from, to - from);
        }

        return ranked;
    }

    private static JsonObject AxisOf(IEnumerable<TrialPoint> points, Ranking ranking, string name, int k)
    {
        var axis = new JsonObject { ["dim"] = k, ["name"] = name };
        var values = points.Select(point => point.ValueOf(name)).Where(value => !value.IsNone).Distinct().ToArray();
        if (values.All(value => value.Kind is ParameterKind.Whole or ParameterKind.Real))
        {
            axis["type"] = HistoryChart.IsSpread(values.Select(Number)) ? "log" : "value";
            (axis["scale"], axis["min"], axis["max"]) = (true, "dataMin", "dataMax");
            return axis;
        }

        var ordered = values.Order(Comparer<ParameterValue>.Create((one, other) => ranking.Compare(name, one, other)));
        axis["type"] = "category";
        axis["data"] = new JsonArray([.. ordered.Select(value => (JsonNode?)value.ToString())]);
        return axis;
    }

    // A line has no corner where its trial has no value.
    private static JsonNode? Value(ParameterValue value) => value.Kind is ParameterKind.Whole or ParameterKind.Real
        ? ChartParts.Number(Number(value))
        : value.IsNone ? null : value.ToString();

    private static double Number(ParameterValue value) => value.Kind == ParameterKind.Whole ? value.Whole : value.Real;

    // One trial out of bounds would take the colours of all others.
    private static (double Least, double Most) Bulk(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(int)(0.02 * (sorted.Length - 1))], sorted[(int)(0.9 * (sorted.Length - 1))]);
    }
}
