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

    // A name that is cut to less tells nothing.
    private const int LeastName = 12;

    public static IRenderable Create(IReadOnlyList<SweepSummary> sweeps, TimeProvider clock, int width)
    {
        var wide = width >= WideEnough;
        var table = new FittingTable(
        [
            new("id", Justify.Left),
            new("name", Justify.Left, Least: LeastName),
            new("state", Justify.Left, DropOrder: 4),
            new("trials", Justify.Right, DropOrder: 3),
            new("created", Justify.Left, DropOrder: 2),
            new("took", Justify.Right, DropOrder: 1),
        ]);
        var now = clock.GetUtcNow();
        foreach (var sweep in sweeps)
        {
            table.AddRow(
                (sweep.SweepId.ToString("d"), null),
                (Printable.Whole(sweep.Name), new Style(decoration: Decoration.Bold)),
                (sweep.State.ToName(), StateStyles.Of(sweep.State)),
                ($"{Figures.Count(sweep.Finished)} of {Figures.Count(sweep.PlannedTrials)}", null),
                (wide ? Times.Show(sweep.CreatedAt, clock) : Times.Short(sweep.CreatedAt, clock), null),
                (Durations.Show(sweep.Seconds(now)), null));
        }

        return table.Fit(width);
    }
}
