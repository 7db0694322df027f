using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Client.Sweeps;

/// <summary>The table of <c>sweep top</c> for people.</summary>
internal static class ConvergenceView
{
    /// <summary>Said below a table whose rows do not add up to the sweep's trials.</summary>
    public const string LongestCounts = "Of trials that differ only in their iterations the longest counts.";

    private const string NotReached = "not reached";

    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    /// <param name="rows">Best first.</param>
    /// <param name="by">The parameter by which they are grouped.</param>
    /// <param name="spec">Only what it varies is shown of the best settings.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static IRenderable Create(IReadOnlyList<ConvergenceRow> rows, ParameterName by, SweepSpec spec, int width)
    {
        // Of trials that differ only in iterations the longest counts, so iterations are no part of a setting.
        var settings = spec.Parameters
            .Where(parameter => parameter.Count > 1 && parameter.Name != by && parameter.Name != ParameterName.Iterations)
            .Select(parameter => parameter.Name)
            .ToArray();
        List<FittingColumn> columns =
        [
            new(Heading(by), AlignmentOf(by)),
            new("trials", Justify.Right, DropOrder: 1),
            new("reached", Justify.Right),
            new("median\niterations", Justify.Right),
            .. settings.Select(setting => new FittingColumn($"best\n{Heading(setting)}", AlignmentOf(setting))),
        ];
        if (settings.Length > 0)
            columns.Add(new FittingColumn("its median\niterations", Justify.Right, DropOrder: 2));
        var table = new FittingTable(columns);
        var rates = SettingTexts.OfRates(spec);
        foreach (var row in rows)
            table.AddRow([.. Cells(row, by, settings, rates)]);
        return table.Fit(width);
    }

    private static IEnumerable<(string Text, Style? Style)> Cells(
        ConvergenceRow row, ParameterName by, ParameterName[] settings, SettingTexts rates)
    {
        yield return (Value(row.Best.Point, by, rates), Bold);
        yield return (Figures.Count(row.Trials), null);
        yield return (Figures.Percent(row.Share), new Style(ShareColour(row.Share)));
        yield return Median(row.MedianIterations);
        foreach (var setting in settings)
            yield return (row.Reached > 0 ? Value(row.Best.Point, setting, rates) : "–", null);
        if (settings.Length > 0)
            yield return Median(row.Best.MedianIterations);
    }

    private static (string Text, Style? Style) Median(int? iterations) =>
        iterations is { } reached ? (Figures.Count(reached), (Style?)null) : (NotReached, Dim);

    private static Color ShareColour(double share) => share switch
    {
        >= 0.9 => Color.Green,
        >= 0.5 => Color.Olive,
        > 0 => Color.Default,
        _ => Color.Maroon,
    };

    private static Justify AlignmentOf(ParameterName name) => name == ParameterName.Pattern ? Justify.Left : Justify.Right;

    private static string Heading(ParameterName name) => name == ParameterName.LearningRate ? "rate" : name.ToName();

    private static string Value(in TrialPoint point, ParameterName name, SettingTexts rates) =>
        name == ParameterName.LearningRate ? rates.Of(point.LearningRate) : ParameterValues.Text(point, name);
}
