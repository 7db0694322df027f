using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Spaces;

namespace Sweep.Service.Views;

/// <summary>Writes a point as an object of its parameters.</summary>
internal sealed class TrialPointJson : JsonConverter<TrialPoint>
{
    public override TrialPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("points are written only");

    public override void Write(Utf8JsonWriter writer, TrialPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteMembers(value);
        writer.WriteEndObject();
    }
}
