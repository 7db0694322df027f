using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs;

/// <summary>The part of a canonical spec that has points of the user's own, each with one value a parameter, or null; left out where there are none.</summary>
internal static class CanonicalPoints
{
    private const string Key = "enqueue";

    public static void Write(Utf8JsonWriter json, ImmutableArray<ImmutableArray<ParameterValue>> points)
    {
        json.WriteStartArray(Key);
        foreach (var point in points)
        {
            json.WriteStartArray();
            foreach (var value in point)
                json.WriteValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <exception cref="FormatException">They are none that <see cref="Write"/> wrote.</exception>
    public static ImmutableArray<ImmutableArray<ParameterValue>> Read(JsonElement root, ImmutableArray<Parameter> parameters)
    {
        if (!root.TryGetProperty(Key, out var points))
            return [];
        static ParameterValue ValueOf(JsonElement value, ParameterKind kind) =>
            value.ValueKind == JsonValueKind.Null ? ParameterValue.None : ParameterJson.ReadValue(value, kind);
        return [.. points.EnumerateArray().Select(point => point.GetArrayLength() == parameters.Length
            ? point.EnumerateArray().Select((value, k) => ValueOf(value, parameters[k].Kind)).ToImmutableArray()
            : throw new FormatException($"The canonical spec has a point that is none: {point}."))];
    }
}
