using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep list</c> shows.</summary>
internal static class SweepListView
{
    /// <summary>From this width on times are written out.</summary>
    private const int WideEnough = 110;

    private const int LeastTags = 8;

    // A name that is cut to less tells nothing.
    private const int LeastName = 12;

    public static IRenderable Create(IReadOnlyList<SweepSummary> sweeps, TimeProvider clock, int width)
    {
        var wide = width >= WideEnough;
        List<FittingColumn> columns =
        [
            new("id", Justify.Left),
            new("name", Justify.Left, Least: LeastName),
            new("state", Justify.Left, DropOrder: 5),
            new("trials", Justify.Right, DropOrder: 4),
            new("created", Justify.Left, DropOrder: 3),
            new("took", Justify.Right, DropOrder: 1),
        ];

        // Who has no tags has room for names.
        var hasTags = sweeps.Any(sweep => sweep.Tags.Count > 0);
        if (hasTags)
            columns.Add(new("tags", Justify.Left, DropOrder: 2, Least: LeastTags));
        var table = new FittingTable(columns);
        var now = clock.GetUtcNow();
        foreach (var sweep in sweeps)
        {
            List<(string Text, Style? Style)> cells =
            [
                (sweep.SweepId.ToString("d"), null),
                (Printable.Whole(sweep.Name), new Style(decoration: Decoration.Bold)),
                (sweep.State.ToName(), StateStyles.Of(sweep.State)),
                ($"{Figures.Count(sweep.Finished)} of {Figures.Count(sweep.PlannedTrials)}", null),
                (wide ? Times.Show(sweep.CreatedAt, clock) : Times.Short(sweep.CreatedAt, clock), null),
                (Durations.Show(sweep.Seconds(now)), null),
            ];
            if (hasTags)
                cells.Add((string.Join(", ", sweep.Tags), null));
            table.AddRow(cells);
        }

        return table.Fit(width);
    }
}
