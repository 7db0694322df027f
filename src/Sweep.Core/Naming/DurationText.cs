using System.Globalization;

namespace Sweep.Core.Naming;

/// <summary>Lengths of time as people read them.</summary>
public static class DurationText
{
    /// <summary>Whole units only: "37 s", "12 min 05 s", "3 h 20 min", "2 d 4 h"; null where it is negative, no finite number, or too long for any clock.</summary>
    public static string? Coarse(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0 || seconds > TimeSpan.MaxValue.TotalSeconds / 2)
            return null;
        var time = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        return time switch
        {
            { TotalSeconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s"),
            { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes:00} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalDays} d {time.Hours} h"),
        };
    }
}
