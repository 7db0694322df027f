using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Service.Views;

/// <summary>Points in time: ISO 8601 in UTC, to the microsecond, which is what databases keep.</summary>
internal sealed class UtcTime : JsonConverter<DateTimeOffset>
{
    public static string Text(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
}
