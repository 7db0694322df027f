using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweep.Client.Terminal;

/// <summary>
/// A table that never wraps a cell: on a narrow terminal the gaps shrink, the columns that matter least are left out, and texts that may
/// be cut are. What still does not fit, such as an id, goes over the edge whole.
/// </summary>
/// <param name="columns">Left to right.</param>
internal sealed class FittingTable(IReadOnlyList<FittingColumn> columns)
{
    private readonly List<IReadOnlyList<(string Text, Style? Style)>> _rows = [];

    public void AddRow(params IReadOnlyList<(string Text, Style? Style)> cells) =>
        _rows.Add([.. cells.Select(cell => (Printable.Whole(cell.Text), cell.Style))]);

    public IRenderable Fit(int width)
    {
        var shown = Enumerable.Range(0, columns.Count).ToList();
        foreach (var column in Enumerable.Range(0, columns.Count).Where(index => columns[index].DropOrder > 0).OrderBy(index => columns[index].DropOrder))
        {
            if (shown.Sum(LeastOf) + shown.Count - 1 <= width)
                break;
            shown.Remove(column);
        }

        var gap = shown.Sum(CellsOf) + 2 * (shown.Count - 1) <= width ? 2 : 1;
        Cut(shown, width - gap * (shown.Count - 1));
        return new AtLeast(Create(shown, gap), shown.Sum(CellsOf) + gap * (shown.Count - 1));
    }

    private int LeastOf(int column) => columns[column].Least is > 0 and var least ? Math.Min(least, CellsOf(column)) : CellsOf(column);

    private int CellsOf(int column) => Math.Max(
        columns[column].Heading.Split('\n').Max(Cells.Of),
        _rows.Select(row => Cells.Of(row[column].Text)).DefaultIfEmpty().Max());

    private void Cut(List<int> shown, int cells)
    {
        foreach (var column in shown.Where(index => columns[index].Least > 0))
        {
            var allowed = Math.Max(LeastOf(column), cells - (shown.Sum(CellsOf) - CellsOf(column)));
            for (var row = 0; row < _rows.Count; row++)
            {
                var (text, style) = _rows[row][column];
                if (Cells.Of(text) > allowed)
                    _rows[row] = [.. _rows[row].Select((cell, index) => index == column ? (Cells.Cut(text, allowed), style) : cell)];
            }
        }
    }

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
