using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sweep.Core.Spaces;

/// <summary>Values of parameters in JSON: numbers stay numbers, reals with the fewest digits that read back as the same number; no value is null.</summary>
public static class ParameterJson
{
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) _scratch;

    /// <summary>A point as a JSON object: <c>{"pattern":"circle","learning_rate":0.001,…}</c>.</summary>
    public static string TextOf(TrialPoint point)
    {
        if (_scratch.Buffer is null)
        {
            var fresh = new ArrayBufferWriter<byte>();
            _scratch = (fresh, new Utf8JsonWriter(fresh));
        }

        var (buffer, json) = _scratch;
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteMembers(point);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteValue(this Utf8JsonWriter json, ParameterValue value)
    {
        ArgumentNullException.ThrowIfNull(json);
        switch (value.Kind)
        {
            case ParameterKind.Text when value.IsNone:
                json.WriteNullValue();
                break;
            case ParameterKind.Text:
                json.WriteStringValue(value.Text);
                break;
            case ParameterKind.Whole:
                json.WriteNumberValue(value.Whole);
                break;
            case ParameterKind.Real:
                json.WriteNumberValue(value.Real);
                break;
            default:
                json.WriteBooleanValue(value.Truth);
                break;
        }
    }

    /// <summary>The parameters of a point, as members of the object that is open.</summary>
    public static void WriteMembers(this Utf8JsonWriter json, TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(point);
        for (var k = 0; k < point.Names.Length; k++)
        {
            json.WritePropertyName(point.Names[k]);
            json.WriteValue(point.Values[k]);
        }
    }

    /// <summary>The value of this kind that was written.</summary>
    /// <exception cref="FormatException">The element is of another kind.</exception>
    public static ParameterValue ReadValue(JsonElement element, ParameterKind kind)
    {
        try
        {
            return kind switch
            {
                ParameterKind.Text => element.GetString() ?? throw new FormatException("null is no text"),
                ParameterKind.Whole => element.GetInt64(),
                ParameterKind.Real => element.GetDouble(),
                _ => element.GetBoolean(),
            };
        }
        catch (InvalidOperationException wrong)
        {
            throw new FormatException($"{element.GetRawText()} is no value of kind {kind}.", wrong);
        }
    }

    /// <summary>The kind of a value of which only its form is known: numbers without a fraction are whole.</summary>
    public static ParameterKind KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => ParameterKind.Text,
        JsonValueKind.True or JsonValueKind.False => ParameterKind.Truth,
        _ => element.TryGetInt64(out _) ? ParameterKind.Whole : ParameterKind.Real,
    };
}
