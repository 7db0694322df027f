using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweep.Client.Terminal;

/// <summary>
/// A table that never wraps a cell where that can be helped: on a narrow terminal the gaps shrink, then the columns that matter
/// least are left out.
/// </summary>
/// <param name="columns">Left to right.</param>
internal sealed class FittingTable(IReadOnlyList<FittingColumn> columns)
{
    private readonly List<IReadOnlyList<(string Text, Style? Style)>> _rows = [];

    public void AddRow(params IReadOnlyList<(string Text, Style? Style)> cells) => _rows.Add([.. cells.Select(cell => (Printable.Whole(cell.Text), cell.Style))]);

    public IRenderable Fit(int width)
    {
        var shown = Enumerable.Range(0, columns.Count).ToList();
        foreach (var column in Enumerable.Range(0, columns.Count).Where(index => columns[index].DropOrder > 0).OrderBy(index => columns[index].DropOrder))
        {
            if (WidthOf(shown, gap: 1) <= width)
                break;
            shown.Remove(column);
        }

        return Create(shown, WidthOf(shown, gap: 2) <= width ? 2 : 1);
    }

    private int WidthOf(List<int> shown, int gap) => shown.Sum(CellsOf) + gap * (shown.Count - 1);

    private int CellsOf(int column) => Math.Max(
        columns[column].Heading.Split('\n').Max(line => new Segment(line).CellCount()),
        _rows.Select(row => new Segment(row[column].Text).CellCount()).DefaultIfEmpty().Max());

    private Table Create(List<int> shown, int gap)
    {
        var dim = new Style(decoration: Decoration.Dim);
        var table = new Table { Border = TableBorder.None };
        foreach (var column in shown)
        {
            var heading = new TableColumn(new Text(columns[column].Heading, dim)) { Alignment = columns[column].Alignment, NoWrap = true };
            table.AddColumn(heading.Padding(0, 0, column == shown[^1] ? 0 : gap, 0));
        }

        table.AddRow(shown.Select(column => new Text(new string('─', CellsOf(column)), dim)));
        foreach (var row in _rows)
            table.AddRow(shown.Select(column => new Text(row[column].Text, row[column].Style)));
        return table;
    }
}
