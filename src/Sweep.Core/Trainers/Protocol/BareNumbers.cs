using System.Text;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>
/// Numbers that JSON has no words for, and that libraries write all the same: Python's <c>NaN</c> and <c>Infinity</c>, C's <c>nan</c> and <c>inf</c>.
/// </summary>
internal static class BareNumbers
{
    /// <summary>Letters of the longest of them.</summary>
    private const int Longest = 9;

    private static readonly (string Text, double Value)[] Words =
    [
        ("nan", double.NaN), ("-nan", double.NaN), ("+nan", double.NaN),
        ("infinity", double.PositiveInfinity), ("+infinity", double.PositiveInfinity), ("-infinity", double.NegativeInfinity),
        ("inf", double.PositiveInfinity), ("+inf", double.PositiveInfinity), ("-inf", double.NegativeInfinity),
    ];

    /// <summary>True where a line has one of Python's words in it, perhaps within a text.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> line) => line.IndexOf("NaN"u8) >= 0 || line.IndexOf("Infinity"u8) >= 0;

    /// <summary>The number that a text stands for; null for any other text.</summary>
    public static double? Of(ReadOnlySpan<char> text)
    {
        foreach (var (word, value) in Words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>The line with quotes around such words, where they stand outside of texts.</summary>
    public static byte[] Quoted(ReadOnlySpan<byte> line)
    {
        var quoted = new List<byte>(line.Length + 16);
        var inText = false;
        for (var at = 0; at < line.Length;)
        {
            var word = inText ? 0 : WordAt(line[at..]);
            if (word > 0)
            {
                quoted.Add((byte)'"');
                quoted.AddRange(line.Slice(at, word));
                quoted.Add((byte)'"');
                at += word;
                continue;
            }

            // What is escaped within a text is passed over, so that a quote there does not end it.
            var length = inText && line[at] == '\\' && at + 1 < line.Length ? 2 : 1;
            inText ^= line[at] == '"';
            quoted.AddRange(line.Slice(at, length));
            at += length;
        }

        return [.. quoted];
    }

    private static int WordAt(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter((char)text[length]) || (length == 0 && text[0] is (byte)'-' or (byte)'+')))
            length++;
        Span<char> word = stackalloc char[Longest];
        return length is > 0 and <= Longest && Encoding.ASCII.GetChars(text[..length], word) == length && Of(word[..length]) is not null ? length : 0;
    }
}
