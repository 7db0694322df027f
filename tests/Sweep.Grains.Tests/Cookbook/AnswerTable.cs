using System.Globalization;
using System.Text;

namespace Sweep.Grains.Tests.Cookbook;

/// <summary>A query's answer as the page prints it: numbers to the right, shortened to four digits where they are no integers.</summary>
internal static class AnswerTable
{
    public static string Format(IReadOnlyList<string> names, IReadOnlyList<object?[]> rows)
    {
        var cells = rows.Select(row => row.Select(Cell).ToArray()).ToArray();
        var widths = names.Select((name, k) => cells.Select(row => row[k].Length).Append(name.Length).Max()).ToArray();
        var isText = names.Select((_, k) => rows.Any(row => row[k] is string)).ToArray();
        var table = new StringBuilder();
        AppendLine(names);
        AppendLine([.. widths.Select(width => new string('-', width))]);
        foreach (var row in cells)
            AppendLine(row);
        return table.ToString();

        void AppendLine(IReadOnlyList<string> line)
        {
            var padded = line.Select((cell, k) => isText[k] ? cell.PadRight(widths[k]) : cell.PadLeft(widths[k]));
            table.Append(string.Join("  ", padded).TrimEnd()).Append('\n');
        }
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => text,
        float or double or decimal => Shorten(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Without an exponent, since SQLite and PostgreSQL tell doubles and decimals apart differently, and people do not.</summary>
    private static string Shorten(double value) =>
        decimal.Parse(value.ToString("G4", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString("0.############", CultureInfo.InvariantCulture);
}
