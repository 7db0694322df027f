using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Storage.Trials;

namespace Sweep.Service.Views;

/// <summary>Writes a <see cref="TrialView"/>.</summary>
internal sealed class TrialViewJson : JsonConverter<TrialView>
{
    private static readonly Action<Utf8JsonWriter, TrialRecord>[] Writers = [.. TrialColumns.All.Select(Writer)];

    public override TrialView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("trials are written only");

    public override void Write(Utf8JsonWriter writer, TrialView value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var write in Writers)
            write(writer, value.Trial);
        writer.WriteEndObject();
    }

    private static Action<Utf8JsonWriter, TrialRecord> Writer(TrialColumn column)
    {
        var name = JsonEncodedText.Encode(column.Name);
        return column switch
        {
            TrialColumnOf<JsonText> documents => (json, row) =>
            {
                json.WritePropertyName(name);
                json.WriteRawValue(documents.Value(row).Text, skipInputValidation: true);
            }
            ,
            TrialColumnOf<Guid> ids => (json, row) => json.WriteString(name, ids.Value(row)),
            TrialColumnOf<string> texts => (json, row) => json.WriteString(name, texts.Value(row)),
            TrialColumnOf<long> numbers => (json, row) => json.WriteNumber(name, numbers.Value(row)),
            TrialColumnOf<int> numbers => (json, row) => json.WriteNumber(name, numbers.Value(row)),
            TrialColumnOf<int?> numbers => (json, row) => WriteNumber(json, name, numbers.Value(row)),
            TrialColumnOf<double> numbers => (json, row) => WriteNumber(json, name, numbers.Value(row)),
            TrialColumnOf<double?> numbers => (json, row) => WriteNumber(json, name, numbers.Value(row)),
            TrialColumnOf<bool> flags => (json, row) => json.WriteBoolean(name, flags.Value(row)),
            TrialColumnOf<DateTimeOffset> times => (json, row) =>
                json.WriteString(name, UtcTime.Text(times.Value(row))),
            _ => throw new NotSupportedException($"trials.{column.Name} has no form in JSON"),
        };
    }

    private static void WriteNumber(Utf8JsonWriter json, JsonEncodedText name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteNumber(Utf8JsonWriter json, JsonEncodedText name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
