using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Core.Analysis;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Sweeps;

/// <summary>The table of <c>sweep top</c> for people.</summary>
internal static class ConvergenceView
{
    /// <summary>Said below a table whose rows do not add up to the sweep's trials.</summary>
    public static string LongestCounts(SweepSpec spec) => $"Of trials that differ only in their {spec.Trainer.Resource} the longest counts.";

    /// <summary>Said below a table that does not count pruned trials.</summary>
    public static string PrunedLeftOut(long count) =>
        $"{Figures.Trials(count, "pruned")} not counted: stopped because they were bad, they would make medians too good. --include-pruned counts them.";

    private const string NotReached = "not reached";

    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    /// <param name="rows">Best first.</param>
    /// <param name="by">The parameter by which they are grouped.</param>
    /// <param name="spec">Only what it varies is shown of the best settings.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static IRenderable Create(IReadOnlyList<ConvergenceRow> rows, string by, SweepSpec spec, int width)
    {
        // Of trials that differ only in the resource the longest counts, so it is no part of a setting.
        var settings = spec.Parameters
            .Where(parameter => parameter.IsVaried && parameter.Name != by && parameter.Name != spec.Trainer.Resource)
            .Select(parameter => parameter.Name)
            .ToArray();
        List<FittingColumn> columns =
        [
            new(Heading(by), AlignmentOf(spec, by)),
            new("trials", Justify.Right, DropOrder: 1),
            .. spec.Target is null
                ? [new FittingColumn($"best\n{spec.Objective.Metric}", Justify.Right)]
                : (FittingColumn[])[new("reached", Justify.Right), new("median\niterations", Justify.Right)],
            .. settings.Select(setting => new FittingColumn($"best\n{Heading(setting)}", AlignmentOf(spec, setting))),
        ];
        if (settings.Length > 0 && spec.Target is not null)
            columns.Add(new FittingColumn("its median\niterations", Justify.Right, DropOrder: 2));
        var table = new FittingTable(columns);
        foreach (var row in rows)
            table.AddRow([.. Cells(row, by, settings, spec)]);
        return table.Fit(width);
    }

    private static IEnumerable<(string Text, Style? Style)> Cells(
        ConvergenceRow row, string by, string[] settings, SweepSpec spec)
    {
        yield return (row.Bin?.ToString() ?? SettingTexts.Of(spec, by, row.Best.Point.ValueOf(by)), Bold);
        yield return (Figures.Count(row.Trials), null);
        if (spec.Target is null)
        {
            yield return (double.IsFinite(row.Best.BestValue) ? NumberText.Rounded(row.Best.BestValue, 4) : "–", null);
        }
        else
        {
            yield return (Figures.Percent(row.Share), new Style(ShareColour(row.Share)));
            yield return Median(row.MedianIterations);
        }

        foreach (var setting in settings)
            yield return (row.Reached > 0 || spec.Target is null ? SettingTexts.Of(spec, setting, row.Best.Point.ValueOf(setting)) : "–", null);
        if (settings.Length > 0 && spec.Target is not null)
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

    private static Justify AlignmentOf(SweepSpec spec, string name) => spec.Find(name) is { Kind: ParameterKind.Text } ? Justify.Left : Justify.Right;

    private static string Heading(string name) => name == PerceptronParameters.LearningRate ? "rate" : name;
}
