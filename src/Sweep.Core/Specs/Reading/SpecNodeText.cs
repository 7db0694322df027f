using System.Text.Encodings.Web;
using System.Text.Json;
using Sweep.Core.Texts;

namespace Sweep.Core.Specs.Reading;

/// <summary>Writes nodes as a spec in JSON, which reads as what they were read from.</summary>
internal static class SpecNodeText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(SpecNode root)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
            Write(json, root);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SpecNode node)
    {
        switch (node)
        {
            case SpecNode.Map map:
                json.WriteStartObject();
                foreach (var (key, value) in map.Entries)
                {
                    json.WritePropertyName(((SpecNode.Scalar)key).Text);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            case SpecNode.List list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case SpecNode.Scalar { IsNull: true }:
                json.WriteNullValue();
                break;
            case SpecNode.Scalar { IsQuoted: false } word when word.Text is "true" or "false" || IsNumber(word.Text):
                json.WriteRawValue(word.Text);
                break;
            case SpecNode.Scalar { IsQuoted: false } word when WrittenNumber.IsDecimal(word.Text) && !WrittenNumber.HasLeadingZeros(word.Text):
                json.WriteNumberValue(WrittenNumber.ToDouble(word.Text));
                break;
            case SpecNode.Scalar text:
                json.WriteStringValue(text.Text);
                break;
            default:
                throw new ArgumentException("A node that could not be read has no text.", nameof(node));
        }
    }

    /// <summary>YAML has numbers that JSON has not: those without a digit before the point, or with a plus.</summary>
    private static bool IsNumber(string text)
    {
        if (text.Length == 0 || text[0] is not ('-' or (>= '0' and <= '9')))
            return false;
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.BytesConsumed == text.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
