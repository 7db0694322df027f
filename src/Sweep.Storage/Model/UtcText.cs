using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sweep.Storage.Model;

/// <summary>Times as ISO-8601 text in UTC, to the microsecond (what PostgreSQL keeps), of fixed width so that text order is order in time.</summary>
internal sealed class UtcText() : ValueConverter<DateTimeOffset, string>(time => Format(time), text => Parse(text))
{
    public const string Pattern = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>Characters of each text.</summary>
    public const int Length = 27;

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    public static DateTimeOffset Parse(string text) => DateTimeOffset.ParseExact(
        text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
