using System.Globalization;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// Writes a float32 in so many digits that it reads back as the same float32, and hardly ever a digit more. The losses of a curve
/// are most of what a sweep stores, and the framework's general formatter is most of the cost of storing them.
/// </summary>
internal static class Float32Text
{
    /// <summary>Bytes of the longest text: <c>-1.17549435E-38</c>.</summary>
    public const int Longest = 16;

    private const int MostDigits = 9;

    private static readonly double[] Tens = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13];

    /// <returns>How many bytes of <paramref name="target"/> were written; a value that is not finite is <c>null</c>.</returns>
    public static int Write(Span<byte> target, float value)
    {
        if (value is >= 1e-5f and < 10f)
        {
            var leading = LeadingPlaces(value);
            for (var digits = MostDigits - 1; digits <= MostDigits; digits++)
            {
                if (!TryScale(value, leading + digits, out var scaled))
                    continue;
                var places = leading + digits;
                if (digits < MostDigits)
                    Shorten(value, ref scaled, ref places);
                return WriteDecimal(target, scaled, places);
            }
        }

        return WriteGeneral(target, value);
    }

    /// <summary>Decimal places before the first digit that counts, less one: −1 for 1 ≤ value, 0 for 0.1 ≤ value &lt; 1.</summary>
    private static int LeadingPlaces(double value)
    {
        var places = -1;
        for (var bound = 1.0; value < bound; bound /= 10)
            places++;
        return places;
    }

    /// <summary>The integer nearest to value · 10^places, and whether it divided by 10^places reads as the value.</summary>
    /// <remarks>
    /// Both operands of the division are exact doubles, so its result is the double nearest to the decimal. That rounds to the
    /// float32 nearest to the decimal, unless it lies just between two of them.
    /// </remarks>
    private static bool TryScale(float value, int places, out uint scaled)
    {
        const ulong BelowFloat = (1UL << 29) - 1;
        const ulong Between = 1UL << 28;
        scaled = (uint)(value * Tens[places] + 0.5);
        var back = scaled / Tens[places];
        return (float)back == value && (BitConverter.DoubleToUInt64Bits(back) & BelowFloat) != Between;
    }

    private static void Shorten(float value, ref uint scaled, ref int places)
    {
        while (places > 0 && TryScale(value, places - 1, out var shorter))
        {
            scaled = shorter;
            places--;
        }
    }

    private static int WriteDecimal(Span<byte> target, uint scaled, int places)
    {
        while (places > 0 && scaled % 10 == 0)
        {
            scaled /= 10;
            places--;
        }

        if (places == 0)
        {
            scaled.TryFormat(target, out var digit, default, CultureInfo.InvariantCulture);
            return digit;
        }

        scaled.TryFormat(target[1..], out var digits, default, CultureInfo.InvariantCulture);
        if (digits > places)
        {
            (target[0], target[1]) = (target[1], (byte)'.');
            return digits + 1;
        }

        var start = 2 + places - digits;
        scaled.TryFormat(target[start..], out _, default, CultureInfo.InvariantCulture);
        target[..start].Fill((byte)'0');
        target[1] = (byte)'.';
        return start + digits;
    }

    private static int WriteGeneral(Span<byte> target, float value)
    {
        if (!float.IsFinite(value))
        {
            "null"u8.CopyTo(target);
            return 4;
        }

        value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }
}
