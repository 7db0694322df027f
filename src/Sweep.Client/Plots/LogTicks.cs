using System.Globalization;
using Sweep.Core.Naming;

namespace Sweep.Client.Plots;

/// <summary>Ticks of logarithmic axes.</summary>
internal static class LogTicks
{
    /// <summary>
    /// Values in ascending order: labelled at powers of ten, and at 2 and 5 between them where the range is short; at the other
    /// digits without a label. Some lie outside the range.
    /// </summary>
    /// <param name="low">Lowest value of the axis, greater than 0.</param>
    /// <param name="high">Highest value.</param>
    public static IEnumerable<(double Value, string? Label)> Of(double low, double high)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)));
        var step = Math.Max(1, (last - first) / 8);
        for (var exponent = first; exponent <= last; exponent++)
        {
            for (var digit = 1; digit <= 9; digit++)
            {
                var value = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digit}e{exponent}"), CultureInfo.InvariantCulture);
                var isMajor = digit == 1 ? (exponent - first) % step == 0 : last - first <= 3 && digit is 2 or 5;
                if (isMajor)
                    yield return (value, NumberText.Of(value));
                else if (step == 1)
                    yield return (value, null);
            }
        }
    }

}
