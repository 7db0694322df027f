using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Naming;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs;

/// <summary>
/// The objectives in <see cref="CanonicalSpec"/>: one as a mapping, left out where it is the loss, so that such specs have the hash that they had; several
/// as a list, each with its part of the reference point where there is one.
/// </summary>
internal static class CanonicalObjectives
{
    private const string Key = "objective";

    private const string Reference = "reference";

    public static void Write(Utf8JsonWriter json, ImmutableArray<Objective> objectives, ImmutableArray<double> reference)
    {
        if (objectives is [var only])
        {
            if (only == Objective.Loss)
                return;
            json.WritePropertyName(Key);
            Write(json, only, null);
            return;
        }

        json.WriteStartArray(Key);
        for (var k = 0; k < objectives.Length; k++)
            Write(json, objectives[k], reference.IsEmpty ? null : reference[k]);
        json.WriteEndArray();
    }

    /// <exception cref="FormatException">They are none that <see cref="Write(Utf8JsonWriter, ImmutableArray{Objective}, ImmutableArray{double})"/> wrote.</exception>
    public static ImmutableArray<Objective> Read(JsonElement root)
    {
        if (!root.TryGetProperty(Key, out var written))
            return [Objective.Loss];
        ImmutableArray<Objective> all = written.ValueKind == JsonValueKind.Array ? [.. written.EnumerateArray().Select(ReadOne)] : [ReadOne(written)];
        return !all.IsEmpty ? all : throw new FormatException("The canonical spec has no objective.");
    }

    /// <summary>The reference point; empty where there is none.</summary>
    public static ImmutableArray<double> ReadReference(JsonElement root) =>
        root.TryGetProperty(Key, out var written) && written.ValueKind == JsonValueKind.Array
            ? [.. written.EnumerateArray().Where(one => one.TryGetProperty(Reference, out _)).Select(one => one.GetProperty(Reference).GetDouble())]
            : [];

    private static void Write(Utf8JsonWriter json, Objective objective, double? reference)
    {
        json.WriteStartObject();
        json.WriteString("metric", objective.Metric);
        json.WriteString("goal", EnumNames<Goal>.Of(objective.Goal));
        if (reference is { } value)
            json.WriteNumber(Reference, value);
        json.WriteEndObject();
    }

    private static Objective ReadOne(JsonElement element) => new(
        element.GetProperty("metric").GetString() ?? "",
        EnumNames<Goal>.TryParse(element.GetProperty("goal").GetString(), out var goal)
            ? goal
            : throw new FormatException($"The canonical spec has an unknown goal: {element}."));
}
