using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweep.Core.Spaces;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>A point as a trial reads it: a JSON object whose values have the types of the parameters.</summary>
public static class ProtocolParameters
{
    /// <summary>On one line, as UTF-8; a real number in the shortest form that reads back as it, and so that it is seen to be one: <c>1.0</c>.</summary>
    public static byte[] Of(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var bytes = new ArrayBufferWriter<byte>();
        // The file is read by programs, never put into a page: letters of all scripts stay as they are.
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            for (var k = 0; k < point.Names.Length; k++)
            {
                json.WritePropertyName(point.Names[k]);
                if (point.Values[k].Kind == ParameterKind.Real)
                    json.WriteRawValue(RealText(point.Values[k]));
                else
                    json.WriteValue(point.Values[k]);
            }

            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static string RealText(ParameterValue value)
    {
        var text = value.ToString();
        return text.AsSpan().ContainsAny('.', 'e') ? text : $"{text}.0";
    }
}
