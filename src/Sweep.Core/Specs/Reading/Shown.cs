using System.Globalization;
using System.Text;
using Sweep.Core.Texts;

namespace Sweep.Core.Specs.Reading;

/// <summary>Text from a spec as messages show it: on one line, short, and without characters that disturb a terminal.</summary>
internal static class Shown
{
    private const int Length = 60;

    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Length)
                return shown.Append('…').ToString();
            if (IsPrintable(rune))
                shown.Append(rune.ToString());
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
        }

        return shown.ToString();
    }

    /// <summary>A parser's message as part of a line: without a full stop, without anything that disturbs a terminal.</summary>
    public static string Line(string message) =>
        string.Concat(message.EnumerateRunes().Select(rune => IsPrintable(rune) ? rune.ToString() : " ")).TrimEnd('.', ' ');

    /// <summary>"U+202E".</summary>
    public static string CodeOf(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");

    /// <summary>False for control and format characters (such as those that turn the direction of text), line breaks and unknown ones.</summary>
    public static bool IsPrintable(Rune rune) => rune != Rune.ReplacementChar && Printable.IsPlain(rune);
}
