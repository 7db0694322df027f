using System.Globalization;
using System.Numerics;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// Steps and values of a metric as JSON arrays, each number in the fewest digits that give it again. JSON has no word for what is no finite number:
/// infinities are numbers beyond all others, which SQLite and most readers take for what they are, and NaN is <c>null</c>.
/// </summary>
internal static class MetricJson
{
    /// <summary>Bytes of the longest number and its comma: <c>-1.7976931348623157E+308,</c>.</summary>
    private const int Longest = 32;

    public static void Write(PooledBytes target, ReadOnlySpan<int> steps)
    {
        var separator = "["u8;
        foreach (var step in steps)
        {
            target.Append(separator);
            separator = ","u8;
            step.TryFormat(target.Reserve(Longest), out var used, default, CultureInfo.InvariantCulture);
            target.Advance(used);
        }

        target.Append(steps.IsEmpty ? "[]"u8 : "]"u8);
    }

    public static void Write(PooledBytes target, ReadOnlySpan<double> values)
    {
        var separator = "["u8;
        foreach (var value in values)
        {
            target.Append(separator);
            separator = ","u8;
            if (double.IsFinite(value))
            {
                value.TryFormat(target.Reserve(Longest), out var used, "R", CultureInfo.InvariantCulture);
                target.Advance(used);
            }
            else
            {
                target.Append(double.IsNaN(value) ? "null"u8 : value > 0 ? "1e999"u8 : "-1e999"u8);
            }
        }

        target.Append(values.IsEmpty ? "[]"u8 : "]"u8);
    }

    public static int[]? ReadSteps(ReadOnlySpan<byte> json) => Read<int>(json, NumberStyles.AllowLeadingSign, null);

    public static double[]? ReadValues(ReadOnlySpan<byte> json) => Read<double>(json, NumberStyles.Float, double.NaN);

    /// <summary>The numbers of a JSON array as this class writes it; null where the text is none.</summary>
    private static T[]? Read<T>(ReadOnlySpan<byte> json, NumberStyles style, T? ofNull)
        where T : struct, INumber<T>
    {
        json = json.Trim(" \t\r\n"u8);
        if (json is not [(byte)'[', .., (byte)']'])
            return null;
        var rest = json[1..^1];
        if (rest.Trim(" \t\r\n"u8).IsEmpty)
            return [];
        var values = new T[rest.Count((byte)',') + 1];
        for (var k = 0; k < values.Length; k++)
        {
            var end = rest.IndexOf((byte)',');
            var text = (end < 0 ? rest : rest[..end]).Trim(" \t\r\n"u8);
            if (text.SequenceEqual("null"u8) && ofNull is { } value)
                values[k] = value;
            else if (!T.TryParse(text, style, CultureInfo.InvariantCulture, out values[k]))
                return null;
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return values;
    }
}
