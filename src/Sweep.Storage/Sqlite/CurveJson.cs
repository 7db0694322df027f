using System.Buffers.Text;
using Sweep.Core.Curves;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// Recorded points as JSON arrays of float32, each number in the fewest digits that give the same float32 again. A number that is
/// not finite is <c>null</c>, since JSON has no other word for it.
/// </summary>
internal static class CurveJson
{
    /// <summary>Bytes of the longest number and its comma.</summary>
    private const int Longest = Float32Text.Longest + 1;

    /// <summary>Numbers for which room is made at once.</summary>
    private const int Block = 64;

    public static void WriteLoss(PooledBytes target, LossCurve curve)
    {
        var separator = (byte)'[';
        for (var start = 0; start < curve.Count;)
        {
            var block = curve.LossFrom(start, Block);
            start += block.Length;
            var room = target.Reserve(block.Length * Longest + 1);
            var used = 0;
            foreach (var loss in block)
            {
                room[used++] = separator;
                separator = (byte)',';
                used += Float32Text.Write(room[used..], (float)loss);
            }

            target.Advance(used);
        }

        target.Append("]"u8);
    }

    public static void WriteAccuracy(PooledBytes target, LossCurve curve)
    {
        var texts = AccuracyTexts.Of(curve.Samples);
        var separator = (byte)'[';
        for (var start = 0; start < curve.Count;)
        {
            var block = curve.CorrectFrom(start, Block);
            start += block.Length;
            var room = target.Reserve(block.Length * Longest + 1);
            var used = 0;
            foreach (var count in block)
            {
                room[used++] = separator;
                separator = (byte)',';
                used += texts.Write(room[used..], count);
            }

            target.Advance(used);
        }

        target.Append("]"u8);
    }

    public static void Write(PooledBytes target, ReadOnlySpan<float> points)
    {
        var separator = (byte)'[';
        for (var rest = points; !rest.IsEmpty;)
        {
            var block = rest[..Math.Min(Block, rest.Length)];
            rest = rest[block.Length..];
            var room = target.Reserve(block.Length * Longest + 1);
            var used = 0;
            foreach (var point in block)
            {
                room[used++] = separator;
                separator = (byte)',';
                used += Float32Text.Write(room[used..], point);
            }

            target.Advance(used);
        }

        target.Append(points.IsEmpty ? "[]"u8 : "]"u8);
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
