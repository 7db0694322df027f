using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sweep.Core.Patterns;

namespace Sweep.Core.Specs;

/// <summary>
/// The canonical form of a spec: compact JSON, parameters as an ordered array, ranges expanded to shortest round-trip doubles,
/// every default filled in. Specs that mean the same have the same canonical form, however they were written.
/// </summary>
public static class CanonicalSpec
{
    public static string ToJson(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", SpecLimits.Version);
            json.WriteString("name", spec.Name);
            json.WriteStartArray("parameters");
            foreach (var parameter in spec.Parameters)
                Write(json, parameter);
            json.WriteEndArray();
            json.WriteNumber("replicates", spec.Replicates);
            json.WriteNumber("data_seed", spec.DataSeed);
            json.WriteNumber("init_seed", spec.InitSeed);
            json.WriteString("sampler", SpecDefaults.Sampler);
            json.WriteStartObject("target");
            json.WriteNumber("loss", spec.TargetLoss);
            json.WriteEndObject();
            json.WriteStartObject("record");
            json.WriteNumber("every", spec.RecordEvery);
            json.WriteEndObject();
            json.WriteNumber("weight", spec.Weight);
            if (spec.MaxConcurrent is { } limit)
                json.WriteNumber("max_concurrent", limit);
            else
                json.WriteNull("max_concurrent");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The spec of a canonical form that <see cref="ToJson"/> wrote, also after a database has laid its objects out anew.</summary>
    /// <exception cref="FormatException">The text is no canonical spec of this version.</exception>
    public static SweepSpec FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.GetProperty("version").GetInt32() != SpecLimits.Version || root.GetProperty("sampler").GetString() != SpecDefaults.Sampler)
                throw new FormatException("The canonical spec is of another version of Sweep.");
            var limit = root.GetProperty("max_concurrent");
            return new SweepSpec(
                root.GetProperty("name").GetString() ?? throw new FormatException("The canonical spec has no name."),
                [.. root.GetProperty("parameters").EnumerateArray().Select(ReadParameter)],
                root.GetProperty("replicates").GetInt64(),
                root.GetProperty("data_seed").GetUInt32(),
                root.GetProperty("init_seed").GetUInt32(),
                root.GetProperty("target").GetProperty("loss").GetDouble(),
                root.GetProperty("record").GetProperty("every").GetInt32(),
                root.GetProperty("weight").GetDouble(),
                limit.ValueKind == JsonValueKind.Null ? null : limit.GetInt32());
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new FormatException($"The text is no canonical spec: {exception.Message}", exception);
        }
    }

    /// <summary>Lower-case hexadecimal SHA-256 of the canonical form's UTF-8 bytes.</summary>
    public static string Hash(string canonicalJson) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalJson)));

    private static void Write(Utf8JsonWriter json, Parameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name.ToName());
        json.WriteStartArray("values");
        switch (parameter)
        {
            case Parameter.Patterns patterns:
                foreach (var value in patterns.Values)
                    json.WriteStringValue(value.ToName());
                break;
            case Parameter.LearningRates rates:
                foreach (var value in rates.Values)
                    json.WriteNumberValue(value);
                break;
            case Parameter.Counts counts:
                foreach (var value in counts.Values)
                    json.WriteNumberValue(value);
                break;
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Parameter ReadParameter(JsonElement element)
    {
        if (!ParameterNames.TryParse(element.GetProperty("name").GetString(), out var name))
            throw new FormatException($"The canonical spec has an unknown parameter: {element.GetProperty("name")}.");
        var values = element.GetProperty("values").EnumerateArray();
        return name switch
        {
            ParameterName.Pattern => new Parameter.Patterns([.. values.Select(ReadPattern)]),
            ParameterName.LearningRate => new Parameter.LearningRates([.. values.Select(value => value.GetDouble())]),
            _ => new Parameter.Counts(name, [.. values.Select(value => value.GetInt32())]),
        };
    }

    private static Pattern ReadPattern(JsonElement element) =>
        PatternNames.TryParse(element.GetString(), out var pattern)
            ? pattern
            : throw new FormatException($"The canonical spec has an unknown pattern: {element}.");
}
