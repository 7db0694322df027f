using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Spaces;

namespace Sweep.Service.Views;

/// <summary>Writes a <see cref="RankedSetting"/>.</summary>
internal sealed class RankedSettingJson : JsonConverter<RankedSetting>
{
    public override RankedSetting Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("rankings are written only");

    public override void Write(Utf8JsonWriter writer, RankedSetting value, JsonSerializerOptions options) => Write(writer, value);

    internal static void Write(Utf8JsonWriter writer, RankedSetting setting)
    {
        writer.WriteStartObject();
        writer.WriteMembers(setting.Point);
        writer.WriteNumber("trials", setting.Trials);
        writer.WriteNumber("reached", setting.Reached);
        writer.WriteNumber("share", setting.Share);
        RankedGroupJson.WriteSteps(writer, "median_iterations", setting.MedianIterations);
        if (double.IsFinite(setting.BestValue))
            writer.WriteNumber($"best_{setting.Metric}", setting.BestValue);
        else
            writer.WriteNull($"best_{setting.Metric}");
        writer.WriteEndObject();
    }
}
