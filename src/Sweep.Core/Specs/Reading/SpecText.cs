using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Sweep.Core.Specs.Reading;

/// <summary>Tells text from other files before any parser sees them.</summary>
internal static class SpecText
{
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code).Except(['\t', '\n', '\r']), '\u007f']);

    /// <summary>The text of a file; null, with an error, where it is too large or no UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> utf8, SpecErrors errors)
    {
        if (utf8.Length > SpecLimits.TextBytes)
        {
            AddTooLarge(utf8.Length, errors);
            return null;
        }

        if (utf8.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || utf8.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            errors.Add(new SpecError("", 1, 1, "", "is UTF-16 text and must be UTF-8", "save the file as UTF-8"));
            return null;
        }

        if (Utf8.IsValid(utf8))
            return Encoding.UTF8.GetString(utf8);
        AddInvalid(utf8, errors);
        return null;
    }

    /// <summary>The text without its byte order mark; null, with an error, where it is too large or holds what no text does.</summary>
    public static string? Check(string text, SpecErrors errors)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > SpecLimits.TextBytes)
        {
            AddTooLarge(bytes, errors);
            return null;
        }

        if (text.StartsWith('\uFEFF'))
            text = text[1..];
        var control = text.AsSpan().IndexOfAny(ControlCharacters);
        if (control >= 0)
        {
            var (line, column) = PlaceOf(text.AsSpan(0, control));
            errors.Add(text[control] == '\0'
                ? new SpecError("", line, column, "", "holds a NUL byte, so it is a binary file or UTF-16 text", "give a YAML or JSON file in UTF-8")
                : new SpecError("", line, column, Shown.CodeOf(new Rune(text[control])), "is a control character", "remove it"));
            return null;
        }

        var lone = LoneSurrogateIn(text);
        if (lone >= 0)
        {
            var (line, column) = PlaceOf(text.AsSpan(0, lone));
            errors.Add(new SpecError("", line, column, $"U+{(int)text[lone]:X4}", "is half a character", "remove it"));
            return null;
        }

        if (!string.IsNullOrWhiteSpace(text))
            return text;
        errors.Add(new SpecError("", null, null, "", "is empty", "write at least a name and parameters.pattern"));
        return null;
    }

    private static void AddTooLarge(long bytes, SpecErrors errors) => errors.Add(new SpecError(
        "",
        null,
        null,
        $"{bytes} bytes",
        $"must be at most {SpecLimits.TextBytes}",
        "write long lists as ranges: { linear: [a, b], count: n }"));

    private static void AddInvalid(ReadOnlySpan<byte> utf8, SpecErrors errors)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(utf8[valid..], out _, out var consumed) == OperationStatus.Done)
            valid += consumed;
        var (line, column) = PlaceOf(Encoding.UTF8.GetString(utf8[..valid]));
        var isBinary = utf8.Contains((byte)0);
        errors.Add(new SpecError(
            "",
            line,
            column,
            $"byte 0x{utf8[valid]:X2}",
            isBinary ? "is not UTF-8, so this seems to be a binary file" : "is not UTF-8",
            isBinary ? "give a YAML or JSON file" : "save the file as UTF-8"));
    }

    private static int LoneSurrogateIn(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                return index;
            index++;
        }

        return -1;
    }

    private static (int Line, int Column) PlaceOf(ReadOnlySpan<char> before) =>
        (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
}
