using System.Text.Json;

namespace Sweep.Core.Specs;

/// <summary>The part of a canonical spec that has the results that a search begins with; left out where there are none.</summary>
internal static class CanonicalHistory
{
    private const string Key = "history";

    public static void Write(Utf8JsonWriter json, HistorySpec history)
    {
        json.WriteStartObject(Key);
        json.WriteString("hash", history.Hash);
        json.WriteStartArray("sources");
        foreach (var source in history.Sources)
        {
            json.WriteStartObject();
            json.WriteString("sweep", source.Sweep);
            json.WriteNumber("points", source.Points);
            json.WriteNumber("outside", source.Outside);
            json.WriteNumber("unfinished", source.Unfinished);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Null where there is none.</summary>
    /// <exception cref="FormatException">It is none that <see cref="Write"/> wrote.</exception>
    public static HistorySpec? Read(JsonElement root)
    {
        if (!root.TryGetProperty(Key, out var written))
            return null;
        var history = new HistorySpec(
            written.GetProperty("hash").GetString() ?? "",
            [.. written.GetProperty("sources").EnumerateArray().Select(source => new HistorySource(
                source.GetProperty("sweep").GetGuid(), source.GetProperty("points").GetInt32(), source.GetProperty("outside").GetInt32(),
                source.GetProperty("unfinished").GetInt32()))]);
        return history.Sources.IsEmpty ? throw new FormatException("The canonical spec has a history of no sweep.") : history;
    }
}
