using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Notifications;

namespace Sweep.Core.Specs;

/// <summary>Who is told of a sweep, in the canonical form of specs: a list, there only where it has somebody.</summary>
public static class CanonicalNotify
{
    internal const string Key = "notify";

    /// <summary>Who is told of the sweep of a canonical form, without reading the rest of it.</summary>
    /// <exception cref="FormatException">The text is no canonical spec.</exception>
    public static ImmutableArray<NotifyTarget> Of(string canonicalJson)
    {
        ArgumentNullException.ThrowIfNull(canonicalJson);
        if (!canonicalJson.Contains($"\"{Key}\"", StringComparison.Ordinal))
            return [];
        try
        {
            using var document = JsonDocument.Parse(canonicalJson);
            return Read(document.RootElement);
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new FormatException($"The text is no canonical spec: {exception.Message}", exception);
        }
    }

    internal static void Write(Utf8JsonWriter json, ImmutableArray<NotifyTarget> targets)
    {
        json.WriteStartArray(Key);
        foreach (var target in targets)
        {
            json.WriteStartObject();
            json.WriteString("url", target.Url);
            json.WriteStartArray("events");
            foreach (var happened in target.Events)
                json.WriteStringValue(happened.ToName());
            json.WriteEndArray();
            if (target.Secret is { } secret)
                json.WriteString("secret", secret);
            if (target.After is { } after)
                json.WriteNumber("after", after.TotalSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static ImmutableArray<NotifyTarget> Read(JsonElement root) =>
        root.TryGetProperty(Key, out var targets) ? [.. targets.EnumerateArray().Select(ReadTarget)] : [];

    private static NotifyTarget ReadTarget(JsonElement element) => new(element.GetProperty("url").GetString() ?? throw new FormatException("A receiver has no url."))
    {
        Events = [.. element.GetProperty("events").EnumerateArray().Select(ReadEvent)],
        Secret = element.TryGetProperty("secret", out var secret) ? secret.GetString() : null,
        After = element.TryGetProperty("after", out var after) ? ReadAfter(after) : null,
    };

    private static TimeSpan ReadAfter(JsonElement element)
    {
        var after = TimeSpan.FromSeconds(element.GetDouble());
        return after >= NotifyTarget.LeastAfter ? after : throw new FormatException($"The canonical spec has a stall after {element} seconds.");
    }

    private static NotifyEvent ReadEvent(JsonElement element) =>
        NotifyEvents.TryParse(element.GetString(), out var happened)
            ? happened
            : throw new FormatException($"The canonical spec has an unknown event: {element}.");
}
