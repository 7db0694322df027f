using System.Globalization;
using Sweep.Core.Naming;

namespace Sweep.Client.Formatting;

/// <summary>Lengths of time as people read them: "0.42 s", "37 s", "12 min 05 s", "3 h 20 min", "2 d 4 h".</summary>
internal static class Durations
{
    /// <param name="seconds">Not finite or negative shows as "?".</param>
    public static string Show(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0)
            return "?";
        if (seconds < 9.995)
            return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");
        if (seconds < 99.95)
            return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
        return Coarse(seconds);
    }

    /// <summary>Whole units only, for times that are guessed: "37 s", "12 min 05 s".</summary>
    public static string Coarse(double seconds) => DurationText.Coarse(seconds) ?? "?";
}
