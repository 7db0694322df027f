using System.Globalization;

namespace Sweep.Client.Formatting;

/// <summary>Numbers as people read them; scripts get theirs from JSON.</summary>
internal static class Figures
{
    /// <summary>"12,345".</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"93 %", never "100 %" short of the whole and never "0 %" above nothing.</summary>
    public static string Percent(double share)
    {
        var percent = Math.Clamp(share, 0, 1) * 100;
        return percent switch
        {
            > 0 and < 1 => "<1 %",
            > 99 and < 100 => "99 %",
            _ => string.Create(CultureInfo.InvariantCulture, $"{percent:0} %"),
        };
    }

    /// <summary>Four significant digits and no exponent where that is readable: "0.2034".</summary>
    public static string Loss(double loss) =>
        loss is >= 1e-4 and < 1e4 ? loss.ToString("0.0000", CultureInfo.InvariantCulture) : loss.ToString("0.00e+0", CultureInfo.InvariantCulture);

    /// <summary>"0.8/s", "38/s", "1,204/s".</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        _ when !double.IsFinite(perSecond) => "?/s",
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.0}/s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s"),
    };

    /// <summary>A setting to four significant digits, "0.002154"; the store and the exports have all of them.</summary>
    public static string Setting(double value) => Significant(value, "G4");

    /// <summary>A setting to three significant digits, "0.00215", where the line is short.</summary>
    public static string Rough(double value) => Significant(value, "G3");

    private static string Significant(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture)
        .Replace("E-0", "e-", StringComparison.Ordinal).Replace("E+0", "e+", StringComparison.Ordinal).Replace('E', 'e');
}
