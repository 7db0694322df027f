using System.Buffers.Text;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// Recorded points as JSON arrays of float32, each number in the fewest digits that give the same float32 again. A number that is
/// not finite is <c>null</c>, since JSON has no other word for it.
/// </summary>
internal static class CurveJson
{
    /// <summary>Bytes of the longest number and its comma.</summary>
    private const int Longest = Float32Text.Longest + 1;

    public static void WriteLoss(PooledBytes target, ReadOnlySpan<double> losses)
    {
        const int Block = 64;
        var separator = (byte)'[';
        for (var start = 0; start < losses.Length; start += Block)
        {
            var room = target.Reserve(Block * Longest);
            var used = 0;
            foreach (var loss in losses.Slice(start, Math.Min(Block, losses.Length - start)))
            {
                room[used++] = separator;
                separator = (byte)',';
                used += Float32Text.Write(room[used..], (float)loss);
            }

            target.Advance(used);
        }

        target.Append(losses.IsEmpty ? "[]"u8 : "]"u8);
    }

    public static void WriteAccuracy(PooledBytes target, ReadOnlySpan<int> correct, int samples)
    {
        var texts = AccuracyTexts.Of(samples);
        var separator = (byte)'[';
        foreach (var count in correct)
        {
            var room = target.Reserve(Longest);
            room[0] = separator;
            separator = (byte)',';
            target.Advance(1 + texts.Write(room[1..], count));
        }

        target.Append(correct.IsEmpty ? "[]"u8 : "]"u8);
    }

    /// <summary>The numbers of a JSON array as this class writes it; null where the text is none.</summary>
    public static float[]? Read(ReadOnlySpan<byte> json)
    {
        json = json.Trim(" \t\r\n"u8);
        if (json is not [(byte)'[', .., (byte)']'])
            return null;
        var rest = json[1..^1];
        if (rest.Trim(" \t\r\n"u8).IsEmpty)
            return [];
        var values = new float[rest.Count((byte)',') + 1];
        for (var k = 0; k < values.Length; k++)
        {
            var end = rest.IndexOf((byte)',');
            var text = end < 0 ? rest : rest[..end];
            if (!TryRead(text, out values[k]) && !TryRead(text.Trim(" \t\r\n"u8), out values[k]))
                return null;
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return values;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out float value)
    {
        if (Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && !text.IsEmpty)
            return true;
        value = float.NaN;
        return text.SequenceEqual("null"u8);
    }
}
