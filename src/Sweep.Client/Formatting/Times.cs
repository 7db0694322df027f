using System.Globalization;

namespace Sweep.Client.Formatting;

/// <summary>Points in time as people read them: local.</summary>
internal static class Times
{
    public static string Show(DateTimeOffset time, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Short(DateTimeOffset time, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
