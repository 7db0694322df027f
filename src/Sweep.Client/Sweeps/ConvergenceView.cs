using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Client.Sweeps;

/// <summary>The table of <c>sweep top</c> for people.</summary>
internal static class ConvergenceView
{
    private const string NotReached = "not reached";

    /// <summary>Said below a table whose rows do not add up to the sweep's trials.</summary>
    public const string LongestCounts = "Of trials that differ only in their iterations the longest counts.";

    /// <param name="rows">Best first.</param>
    /// <param name="by">The parameter by which they are grouped.</param>
    /// <param name="spec">Only what it varies is shown of the best settings.</param>
    public static IRenderable Create(IReadOnlyList<ConvergenceRow> rows, ParameterName by, SweepSpec spec)
    {
        // Of trials that differ only in iterations the longest counts, so iterations are no part of a setting.
        var settings = spec.Parameters
            .Where(parameter => parameter.Count > 1 && parameter.Name != by && parameter.Name != ParameterName.Iterations)
            .Select(parameter => parameter.Name)
            .ToArray();
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.BorderStyle(new Style(decoration: Decoration.Dim));
        Add(table, Heading(by), by == ParameterName.Pattern);
        Add(table, "trials", isText: false);
        Add(table, "reached", isText: false);
        Add(table, "median\niterations", isText: false);
        foreach (var setting in settings)
            Add(table, $"[dim]best[/]\n{Heading(setting)}", setting == ParameterName.Pattern);
        if (settings.Length > 0)
            Add(table, "[dim]its median[/]\niterations", isText: false);
        foreach (var row in rows)
            table.AddRow(Cells(row, by, settings));
        return table;
    }

    private static void Add(Table table, string heading, bool isText)
    {
        var column = new TableColumn(new Markup(heading)) { Alignment = isText ? Justify.Left : Justify.Right, NoWrap = true };
        table.AddColumn(column.Padding(0, 0, 1, 0));
    }

    private static IEnumerable<IRenderable> Cells(ConvergenceRow row, ParameterName by, ParameterName[] settings)
    {
        yield return new Text(Value(row.Best.Point, by), new Style(decoration: Decoration.Bold));
        yield return new Text(Figures.Count(row.Trials));
        yield return new Text(Figures.Percent(row.Share), new Style(ShareColour(row.Share)));
        yield return Median(row.MedianIterations);
        foreach (var setting in settings)
            yield return new Text(row.Reached > 0 ? Value(row.Best.Point, setting) : "–");
        if (settings.Length > 0)
            yield return Median(row.Best.MedianIterations);
    }

    private static Text Median(int? iterations) => iterations is { } reached
        ? new Text(Figures.Count(reached))
        : new Text(NotReached, new Style(decoration: Decoration.Dim));

    private static Color ShareColour(double share) => share switch
    {
        >= 0.9 => Color.Green,
        >= 0.5 => Color.Olive,
        > 0 => Color.Default,
        _ => Color.Maroon,
    };

    private static string Heading(ParameterName name) => name switch
    {
        ParameterName.LearningRate => "rate",
        _ => name.ToName(),
    };

    private static string Value(in TrialPoint point, ParameterName name) =>
        name == ParameterName.LearningRate ? Figures.Setting(point.LearningRate) : ParameterValues.Text(point, name);
}
