using System.Text;
using Spectre.Console.Rendering;

namespace Sweep.Client.Terminal;

/// <summary>Text by the columns that it takes up on a terminal, where wide characters take two.</summary>
internal static class Cells
{
    public static int Of(string text) => new Segment(text).CellCount();

    /// <summary>The start of a text that is too wide, with an ellipsis for the rest.</summary>
    /// <param name="most">Columns that it may take, at least 1.</param>
    public static string Cut(string text, int most)
    {
        if (Of(text) <= most)
            return text;
        var shown = new StringBuilder();
        var cells = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells += Of(rune.ToString());
            if (cells >= most)
                break;
            shown.Append(rune.ToString());
        }

        return shown.Append('…').ToString();
    }
}
