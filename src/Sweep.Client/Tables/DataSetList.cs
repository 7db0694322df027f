using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Service.Views;

namespace Sweep.Client.Tables;

/// <summary>What <c>sweep data list</c> shows.</summary>
internal static class DataSetList
{
    // Texts that are cut to less tell nothing.
    private const int LeastText = 12;

    public static IRenderable Create(IReadOnlyList<DataSetView> sets, TimeProvider clock, int width)
    {
        var table = new FittingTable(
        [
            new("name", Justify.Left, Least: LeastText),
            new("rows", Justify.Right, DropOrder: 5),
            new("features", Justify.Right, DropOrder: 4),
            new("1 is", Justify.Left, Least: LeastText, DropOrder: 3),
            new("from", Justify.Left, Least: LeastText, DropOrder: 2),
            new("added", Justify.Left, DropOrder: 1),
        ]);
        foreach (var set in sets)
        {
            table.AddRow(
                (Printable.Whole(set.Name), new Style(decoration: Decoration.Bold)),
                (Figures.Count(set.Rows), null),
                (Figures.Count(set.Features.Count), null),
                (Printable.Whole($"{set.Label} = {set.Positive}"), null),
                (Printable.Whole(set.Source), null),
                (Times.Show(set.CreatedAt, clock), null));
        }

        return table.Fit(width);
    }
}
