using System.Globalization;
using Sweep.Core.Naming;

namespace Sweep.Client.Formatting;

/// <summary>Numbers as people read them; scripts get theirs from JSON.</summary>
internal static class Figures
{
    /// <summary>"12,345".</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 feature", "1,024 features".</summary>
    public static string Features(int count) => count == 1 ? "1 feature" : $"{Count(count)} features";

    /// <summary>"1 pruned trial is", "1,024 pruned trials are".</summary>
    public static string Trials(long count, string kind) => count == 1 ? $"1 {kind} trial is" : $"{Count(count)} {kind} trials are";

    /// <summary>A probability to two significant digits: "0.034", "&lt;0.0001".</summary>
    public static string Probability(double probability) => probability < 0.0001 ? "<0.0001" : NumberText.Rounded(probability, 2);

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

    /// <summary>A loss to four significant digits, and no exponent where that is readable: "0.2034", "0.02034", "2.034e-5".</summary>
    public static string Loss(double loss) => Loss(loss, 4);

    /// <summary>A loss with as many significant digits, four at least, as it takes to be seen on its side of the target.</summary>
    public static string Loss(double loss, double target, int digits = 4)
    {
        while (digits < 17 && double.Parse(Loss(loss, digits), CultureInfo.InvariantCulture).CompareTo(target) != loss.CompareTo(target))
            digits++;
        return Loss(loss, digits);
    }

    /// <summary>A loss to so many significant digits, zeros at the end included, so that columns are of one width.</summary>
    public static string Loss(double loss, int digits)
    {
        if (!double.IsFinite(loss) || loss == 0)
            return NumberText.Of(loss);
        var scientific = loss.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        var at = scientific.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(scientific.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is >= -4 and < 4
            ? loss.ToString($"F{Math.Max(0, digits - 1 - exponent)}", CultureInfo.InvariantCulture)
            : $"{scientific.AsSpan(0, at)}e{exponent}";
    }

    /// <summary>"0.8/s", "38/s", "1,204/s".</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        _ when !double.IsFinite(perSecond) => "?/s",
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.0}/s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s"),
    };
}
