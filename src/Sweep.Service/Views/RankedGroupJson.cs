using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Spaces;

namespace Sweep.Service.Views;

/// <summary>Writes a <see cref="RankedGroup"/>.</summary>
internal sealed class RankedGroupJson : JsonConverter<RankedGroup>
{
    public override RankedGroup Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("rankings are written only");

    public override void Write(Utf8JsonWriter writer, RankedGroup value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.By);
        if (value.Bin is var (from, to))
        {
            writer.WriteStartArray();
            writer.WriteValue(from);
            writer.WriteValue(to);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteValue(value.Value);
        }

        writer.WriteNumber("trials", value.Trials);
        writer.WriteNumber("reached", value.Reached);
        writer.WriteNumber("share", value.Share);
        WriteSteps(writer, "median_iterations", value.MedianIterations);
        WriteSteps(writer, "best_iterations", value.BestIterations);
        writer.WritePropertyName("best");
        RankedSettingJson.Write(writer, value.Best);
        writer.WriteEndObject();
    }

    internal static void WriteSteps(Utf8JsonWriter writer, string name, int? steps)
    {
        if (steps is { } there)
            writer.WriteNumber(name, there);
        else
            writer.WriteNull(name);
    }
}
