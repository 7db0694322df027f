using System.Globalization;
using System.Text;

namespace Sweep.Client.Formatting;

/// <summary>Makes text from outside safe to show on one line of a terminal.</summary>
internal static class Printable
{
    /// <summary>Control, format and lone surrogate characters as \u escapes, and at most <paramref name="longest"/> characters of it.</summary>
    public static string Of(string text, int longest = 80)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= longest)
                return shown.Append('…').ToString();
            if (IsPlain(rune))
                shown.Append(rune.ToString());
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }

        return shown.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
