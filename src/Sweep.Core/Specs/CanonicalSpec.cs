using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

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
                Write(json, parameter, withKind: !spec.Trainer.IsPerceptron);
            json.WriteEndArray();
            json.WriteNumber("replicates", spec.Replicates);
            json.WriteNumber("data_seed", spec.DataSeed);
            json.WriteNumber("init_seed", spec.InitSeed);
            CanonicalSampler.Write(json, spec.Sampler);
            json.WriteStartObject("target");
            if (spec.Target is { } target)
                json.WriteNumber(spec.Objective.Metric, target);
            json.WriteEndObject();
            json.WriteStartObject("record");
            json.WriteNumber("every", spec.RecordEvery);
            json.WriteEndObject();
            json.WriteNumber("weight", spec.Weight);
            if (spec.MaxConcurrent is { } limit)
                json.WriteNumber("max_concurrent", limit);
            else
                json.WriteNull("max_concurrent");

            // Younger than the others: a spec without them has the same hash as before.
            if (spec.Reuse != SpecDefaults.Reuse)
                json.WriteString("reuse", spec.Reuse.ToName());
            CanonicalObjectives.Write(json, spec.Objectives, spec.Reference);
            if (!spec.Trainer.IsPerceptron)
            {
                json.WritePropertyName("trainer");
                CanonicalTrainer.Write(json, spec.Trainer);
            }

            if (!spec.Data.IsEmpty)
                Write(json, spec.Data, spec.Scale);
            CanonicalRules.Write(json, spec.Constraints);
            if (spec.Pruner is { } pruner)
                CanonicalPruner.Write(json, pruner);
            if (!spec.Enqueue.IsEmpty)
                CanonicalPoints.Write(json, spec.Enqueue);
            if (spec.History is { } history)
                CanonicalHistory.Write(json, history);
            if (spec.Budget is { } budget)
                CanonicalBudget.Write(json, budget);
            if (!spec.Notify.IsEmpty)
                CanonicalNotify.Write(json, spec.Notify);
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
            if (root.GetProperty("version").GetInt32() != SpecLimits.Version)
                throw new FormatException("The canonical spec is of another version of Sweep.");
            var limit = root.GetProperty("max_concurrent");
            var objectives = CanonicalObjectives.Read(root);
            var written = root.GetProperty("parameters");
            var parameters = CanonicalRules.WithConditions([.. written.EnumerateArray().Select(ReadParameter)], written);
            return new SweepSpec(
                root.GetProperty("name").GetString() ?? throw new FormatException("The canonical spec has no name."),
                parameters,
                root.GetProperty("replicates").GetInt64(),
                root.GetProperty("data_seed").GetUInt32(),
                root.GetProperty("init_seed").GetUInt32(),
                root.GetProperty("target").TryGetProperty(objectives[0].Metric, out var target) ? target.GetDouble() : null,
                root.GetProperty("record").GetProperty("every").GetInt32(),
                root.GetProperty("weight").GetDouble(),
                limit.ValueKind == JsonValueKind.Null ? null : limit.GetInt32(),
                root.TryGetProperty("reuse", out var reuse) ? ReadReuse(reuse) : SpecDefaults.Reuse)
            {
                Objectives = objectives,
                Reference = CanonicalObjectives.ReadReference(root),
                Sampler = CanonicalSampler.Read(root.GetProperty("sampler")),
                Trainer = root.TryGetProperty("trainer", out var trainer) ? CanonicalTrainer.Read(trainer) : TrainerSpec.Perceptron,
                Data = root.TryGetProperty("data", out var data) ? ReadData(data) : SweepSpec.NoData,
                Scale = root.TryGetProperty("scale", out var scale) ? ReadScale(scale) : SpecDefaults.Scale,
                Constraints = CanonicalRules.Read(root),
                Pruner = CanonicalPruner.Read(root),
                Enqueue = CanonicalPoints.Read(root, parameters),
                History = CanonicalHistory.Read(root),
                Budget = CanonicalBudget.Read(root),
                Notify = CanonicalNotify.Read(root),
            };
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new FormatException($"The text is no canonical spec: {exception.Message}", exception);
        }
    }

    /// <summary>The results that a search begins with, of a canonical form of which nothing else is wanted; null where there are none.</summary>
    /// <exception cref="FormatException">The text is no canonical spec of this version.</exception>
    public static HistorySpec? HistoryOf(string json)
    {
        ArgumentNullException.ThrowIfNull(json);

        // Lists of a million values need not be read for that.
        if (!json.Contains("\"history\"", StringComparison.Ordinal))
            return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return CanonicalHistory.Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"The text is no canonical spec: {exception.Message}", exception);
        }
    }

    /// <summary>Lower-case hexadecimal SHA-256 of the canonical form's UTF-8 bytes.</summary>
    public static string Hash(string canonicalJson) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalJson)));

    private static void Write(Utf8JsonWriter json, ImmutableSortedDictionary<string, DataReference> data, FeatureScale scale)
    {
        json.WriteStartObject("data");
        foreach (var (name, set) in data)
        {
            json.WriteStartObject(name);
            json.WriteString("hash", set.Hash);
            json.WriteNumber("rows", set.Rows);
            json.WriteNumber("features", set.Features);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteString("scale", scale.ToName());
    }

    /// <param name="withKind">False where the trainer's declaration has it.</param>
    private static void Write(Utf8JsonWriter json, Parameter parameter, bool withKind)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        if (withKind)
            json.WriteString("kind", EnumNames<ParameterKind>.Of(parameter.Kind));
        if (parameter.Range is { } range)
        {
            CanonicalSampler.Write(json, range);
        }
        else
        {
            json.WriteStartArray("values");
            foreach (var value in parameter.Values)
                json.WriteValue(value);
            json.WriteEndArray();
        }

        CanonicalRules.Write(json, parameter.When);
        json.WriteEndObject();
    }

    private static Parameter ReadParameter(JsonElement element)
    {
        var name = element.GetProperty("name").GetString() ?? "";
        var kind = element.TryGetProperty("kind", out var written) && EnumNames<ParameterKind>.TryParse(written.GetString(), out var read)
            ? read
            : PerceptronParameters.Declaration.Find(name)?.Kind ?? throw new FormatException($"The canonical spec has an unknown parameter: {name}.");
        if (CanonicalSampler.ReadRange(element, kind) is { } range)
            return Parameter.Of(name, range);
        return new(name, kind, [.. element.GetProperty("values").EnumerateArray().Select(value => ParameterJson.ReadValue(value, kind))]);
    }

    private static ImmutableSortedDictionary<string, DataReference> ReadData(JsonElement element) => element.EnumerateObject().ToImmutableSortedDictionary(
        one => one.Name,
        one => new DataReference(
            one.Value.GetProperty("hash").GetString() ?? throw new FormatException($"The canonical spec's data set {one.Name} has no hash."),
            one.Value.GetProperty("rows").GetInt32(),
            one.Value.GetProperty("features").GetInt32()),
        StringComparer.Ordinal);

    private static FeatureScale ReadScale(JsonElement element) =>
        FeatureScales.TryParse(element.GetString(), out var scale)
            ? scale
            : throw new FormatException($"The canonical spec has an unknown scale: {element}.");

    private static ReuseScope ReadReuse(JsonElement element) =>
        ReuseScopes.TryParse(element.GetString(), out var scope)
            ? scope
            : throw new FormatException($"The canonical spec has an unknown scope of reuse: {element}.");
}
