using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sweep.Core.Texts;

/// <summary>
/// Makes text from outside safe to show on one line of a terminal: control characters (C0, DEL, C1), format characters (such as those that turn
/// the direction of text), line and paragraph separators, lone surrogates and unknown characters as \u escapes.
/// </summary>
public static class Printable
{
    /// <summary>At most <paramref name="longest"/> characters of it.</summary>
    public static string Of(string text, int longest = 80)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (shown.Length >= longest)
                return shown.Append('…').ToString();
            rest = rest[AppendFirst(shown, rest)..];
        }

        return shown.ToString();
    }

    /// <summary>All of it.</summary>
    public static string Whole(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPlain(text) ? text : Of(text, int.MaxValue);
    }

    /// <summary>Whether there is nothing to escape.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange(' ', '~'))
            return true;
        while (text.Length > 0)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done || !IsPlain(rune))
                return false;
            text = text[length..];
        }

        return true;
    }

    /// <summary>Whether it shows as itself, and does nothing else.</summary>
    public static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static int AppendFirst(StringBuilder shown, ReadOnlySpan<char> text)
    {
        var status = Rune.DecodeFromUtf16(text, out var rune, out var length);
        if (status == OperationStatus.Done && IsPlain(rune))
            shown.Append(text[..length]);
        else if (status == OperationStatus.Done)
            shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        else
            shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[0]:x4}");
        return status == OperationStatus.Done ? length : 1;
    }
}
