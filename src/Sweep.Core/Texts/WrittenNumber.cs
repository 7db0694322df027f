using System.Globalization;

namespace Sweep.Core.Texts;

/// <summary>What a word without quotes is as a number: in specs, settings and queries, and on the command line.</summary>
public static class WrittenNumber
{
    private static readonly string[] NotFinite = ["nan", ".nan", "inf", ".inf", "infinity"];

    /// <summary>Digits with an optional sign, without leading zeros: what every reader of YAML and JSON takes for the same number.</summary>
    public static bool IsWhole(string text) => IsDigits(Unsigned(text)) && !HasLeadingZeros(text) && text is not "-0";

    /// <summary>The whole number that is written; null where it is none, or outside of its range, both ends included.</summary>
    public static int? ToWhole(string text, int least, int most) =>
        IsWhole(text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : null;

    /// <summary>"010" and "002.5": eight to one reader of YAML, ten to another, and what a decimal comma leaves of "1,002".</summary>
    public static bool HasLeadingZeros(string text) => Unsigned(text) is ['0', >= '0' and <= '9', ..];

    /// <summary>A number as YAML 1.2 writes them in decimals: "-1.5e-3", ".5", "2.".</summary>
    public static bool IsDecimal(string text)
    {
        var rest = Unsigned(text);
        var exponent = rest.IndexOfAny('e', 'E');
        if (exponent >= 0)
        {
            var power = rest[(exponent + 1)..];
            if (power.Length > 0 && power[0] is '-' or '+')
                power = power[1..];
            if (!IsDigits(power))
                return false;
            rest = rest[..exponent];
        }

        var point = rest.IndexOf('.');
        if (point < 0)
            return IsDigits(rest);
        var whole = rest[..point];
        var fraction = rest[(point + 1)..];
        return whole.Length + fraction.Length > 0
            && (whole.Length == 0 || IsDigits(whole))
            && (fraction.Length == 0 || IsDigits(fraction));
    }

    public static double ToDouble(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>True for not-a-number and the infinities, in YAML's spelling or another.</summary>
    public static bool IsNotFinite(string text) =>
        NotFinite.Contains(text.TrimStart('-', '+'), StringComparer.OrdinalIgnoreCase);

    /// <summary>The whole number that some other notation means (5000.0, 1e3, 0x10, 0o17, 007, 1_000); null for other text.</summary>
    public static long? MeantBy(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = text.TrimStart('-', '+').Replace("_", "", StringComparison.Ordinal);
        long? meant = null;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) && hexadecimal >= 0)
            meant = hexadecimal;
        else if (digits.StartsWith("0o", StringComparison.Ordinal) && digits.Length is > 2 and < 20 && !digits.AsSpan(2).ContainsAnyExceptInRange('0', '7'))
            meant = Convert.ToInt64(digits[2..], 8);
        else if (IsDecimal(digits) && ToDouble(digits) is var value && value <= 1e15 && value == Math.Truncate(value))
            meant = (long)value;
        return isNegative ? -meant : meant;
    }

    /// <summary>The finite number above 0 that some other notation means, as decimals write it: 010 is 10, 0,01 is 0.01; null for other text.</summary>
    public static string? PositiveMeantBy(string text)
    {
        var written = text.Replace(',', '.');
        if (IsDecimal(written))
        {
            var plain = written.TrimStart('+', '-').TrimStart('0');
            plain = plain is [>= '0' and <= '9', ..] ? plain : $"0{plain}";
            return !written.StartsWith('-') && ToDouble(plain) is > 0 and < double.PositiveInfinity ? plain : null;
        }

        return MeantBy(text) is > 0 and var whole ? whole.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static ReadOnlySpan<char> Unsigned(string text) => text.AsSpan(text.StartsWith('-') || text.StartsWith('+') ? 1 : 0);

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
