using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Trials;
using Sweep.Storage.Trials;

namespace Sweep.Service.Views;

/// <summary>Writes a <see cref="TrialView"/>, and reads what was written.</summary>
internal sealed class TrialViewJson : JsonConverter<TrialView>
{
    private static readonly Action<Utf8JsonWriter, TrialRecord>[] Writers = [.. TrialColumns.All.Select(Writer)];

    public override TrialView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            return new TrialView(Of(document.RootElement));
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("This is no trial.", wrong);
        }
    }

    public override void Write(Utf8JsonWriter writer, TrialView value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var write in Writers)
            write(writer, value.Trial);
        writer.WriteEndObject();
    }

    private static TrialRecord Of(JsonElement row) => new()
    {
        SweepId = row.GetProperty("sweep_id").GetGuid(),
        Trial = new TrialDefinition(
            row.GetProperty("number").GetInt64(), ParametersJson.Read(row.GetProperty("parameters").GetRawText()), row.GetProperty("replicate").GetUInt32(),
            row.GetProperty("data_seed").GetUInt32(), row.GetProperty("init_seed").GetUInt32()),
        ContentKey = Text(row, "content_key") ?? "",
        State = TrialStates.TryParse(Text(row, "state"), out var state) ? state : throw new FormatException("no trial has this state"),
        Attempt = row.GetProperty("attempt").GetInt32(),
        Silo = Text(row, "silo") ?? "",
        Slot = row.GetProperty("slot").GetInt32(),
        StartedAt = row.GetProperty("started_at").GetDateTimeOffset(),
        FinishedAt = row.GetProperty("finished_at").GetDateTimeOffset(),
        TrainSeconds = row.GetProperty("train_seconds").GetDouble(),
        TrainedIterations = row.GetProperty("trained_iterations").GetInt32(),
        FinalLoss = Number(row, "final_loss"),
        FinalAccuracy = Number(row, "final_accuracy"),
        BestLoss = Number(row, "best_loss"),
        ReachedAt = Step(row, "reached_at"),
        ConvergedAt = Step(row, "converged_at"),
        Error = Text(row, "error"),
        TraceId = Text(row, "trace_id"),
        Origin = TrialOrigins.TryParse(Text(row, "origin"), out var origin) ? origin : throw new FormatException("no trial has this origin"),
        FinalObjective = Number(row, "final_objective"),
        BestObjective = Number(row, "best_objective"),
        Diverged = row.GetProperty("diverged").GetBoolean(),
        LogTail = Text(row, "log_tail"),
    };

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private static double? Number(JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: not JsonValueKind.Null } number ? number.GetDouble() : null;

    private static int? Step(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: not JsonValueKind.Null } step ? step.GetInt32() : null;

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
