using System.Globalization;

namespace Sweep.Service.Tables;

/// <summary>Numbers as files have them: decimal point, no thousands, exponents.</summary>
internal static class CellNumber
{
    /// <summary>Null where it is none; infinite or NaN where it says so, or is too large.</summary>
    public static double? Parse(ReadOnlySpan<byte> utf8) =>
        double.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static double? Parse(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
