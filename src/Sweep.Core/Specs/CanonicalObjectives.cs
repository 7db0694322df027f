using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Naming;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs;

/// <summary>
/// The objectives in <see cref="CanonicalSpec"/>: one as a mapping, left out where it is the loss, so that such specs have the hash that they had; several
/// as a list.
/// </summary>
internal static class CanonicalObjectives
{
    private const string Key = "objective";

    public static void Write(Utf8JsonWriter json, ImmutableArray<Objective> objectives)
    {
        if (objectives is [var only])
        {
            if (only == Objective.Loss)
                return;
            json.WritePropertyName(Key);
            Write(json, only);
            return;
        }

        json.WriteStartArray(Key);
        foreach (var objective in objectives)
            Write(json, objective);
        json.WriteEndArray();
    }

    /// <exception cref="FormatException">They are none that <see cref="Write(Utf8JsonWriter, ImmutableArray{Objective})"/> wrote.</exception>
    public static ImmutableArray<Objective> Read(JsonElement root)
    {
        if (!root.TryGetProperty(Key, out var written))
            return [Objective.Loss];
        ImmutableArray<Objective> all = written.ValueKind == JsonValueKind.Array ? [.. written.EnumerateArray().Select(ReadOne)] : [ReadOne(written)];
        return !all.IsEmpty ? all : throw new FormatException("The canonical spec has no objective.");
    }

    private static void Write(Utf8JsonWriter json, Objective objective)
    {
        json.WriteStartObject();
        json.WriteString("metric", objective.Metric);
        json.WriteString("goal", EnumNames<Goal>.Of(objective.Goal));
        json.WriteEndObject();
    }

    private static Objective ReadOne(JsonElement element) => new(
        element.GetProperty("metric").GetString() ?? "",
        EnumNames<Goal>.TryParse(element.GetProperty("goal").GetString(), out var goal)
            ? goal
            : throw new FormatException($"The canonical spec has an unknown goal: {element}."));
}
