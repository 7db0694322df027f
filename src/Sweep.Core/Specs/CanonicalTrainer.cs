using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Naming;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs;

/// <summary>A trainer in the canonical form of specs. The perceptron is left out there.</summary>
internal static class CanonicalTrainer
{
    public static void Write(Utf8JsonWriter json, TrainerSpec trainer)
    {
        json.WriteStartObject();
        WriteIdentity(json, trainer);
        if (trainer.Resource is { } resource)
            json.WriteString("resource", resource);
        json.WriteBoolean("prefix", trainer.SharesPrefixes);
        json.WriteBoolean("resumable", trainer.IsResumable);
        json.WriteBoolean("deterministic", trainer.IsDeterministic);
        if (trainer.Slots > 1)
            json.WriteNumber("slots", trainer.Slots);
        if (trainer.Command is { Limits: var limits })
            WriteLimits(json, limits);
        if (trainer.Silence is { } silence)
        {
            json.WriteStartObject("limits");
            json.WriteNumber("silence", silence.TotalSeconds);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>What of it decides a result.</summary>
    public static void WriteContent(Utf8JsonWriter json, TrainerSpec trainer)
    {
        json.WriteStartObject();
        WriteIdentity(json, trainer);
        json.WriteEndObject();
    }

    public static TrainerSpec Read(JsonElement element) => new(Text(element, "name"))
    {
        Version = TextOrNull(element, "version"),
        Resource = TextOrNull(element, "resource"),
        SharesPrefixes = element.GetProperty("prefix").GetBoolean(),
        IsResumable = element.GetProperty("resumable").GetBoolean(),
        IsDeterministic = element.GetProperty("deterministic").GetBoolean(),
        Slots = element.TryGetProperty("slots", out var slots) ? slots.GetInt32() : 1,
        Command = element.TryGetProperty("command", out var words) ? ReadCommand(element, words) : null,
        Silence = words.ValueKind == JsonValueKind.Undefined && element.TryGetProperty("limits", out var limits)
            ? TimeSpan.FromSeconds(limits.GetProperty("silence").GetDouble())
            : null,
    };

    private static void WriteIdentity(Utf8JsonWriter json, TrainerSpec trainer)
    {
        json.WriteString("name", trainer.Name);
        if (trainer.Version is { } version)
            json.WriteString("version", version);
        if (trainer.Command is not { } command)
            return;
        json.WriteStartArray("command");
        foreach (var word in command.Words)
            json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteString("args", EnumNames<ArgumentStyle>.Of(command.Arguments));
        if (command.Directory is { } directory)
            json.WriteString("directory", directory);
        json.WriteStartObject("environment");
        foreach (var (name, value) in command.Environment)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartArray("secrets");
        foreach (var secret in command.Secrets)
            json.WriteStringValue(secret);
        json.WriteEndArray();
    }

    private static void WriteLimits(Utf8JsonWriter json, CommandLimits limits)
    {
        json.WriteStartObject("limits");
        if (limits.Time is { } time)
            json.WriteNumber("time", time.TotalSeconds);
        if (limits.Silence is { } silence)
            json.WriteNumber("silence", silence.TotalSeconds);
        if (limits.Memory is { } memory)
            json.WriteNumber("memory", memory);
        if (limits.Grace is { } grace)
            json.WriteNumber("grace", grace.TotalSeconds);
        json.WriteNumber("attempts", limits.Attempts);
        json.WriteEndObject();
    }

    private static TrainerCommand ReadCommand(JsonElement element, JsonElement words)
    {
        var limits = element.GetProperty("limits");
        TimeSpan? Seconds(string key) => limits.TryGetProperty(key, out var value) ? TimeSpan.FromSeconds(value.GetDouble()) : null;
        return new TrainerCommand(
            [.. words.EnumerateArray().Select(word => word.GetString() ?? "")],
            EnumNames<ArgumentStyle>.TryParse(Text(element, "args"), out var style) ? style : throw new FormatException("The canonical spec has unknown args."),
            TextOrNull(element, "directory"),
            element.GetProperty("environment").EnumerateObject().ToImmutableSortedDictionary(one => one.Name, one => one.Value.GetString() ?? "", StringComparer.Ordinal),
            [.. element.GetProperty("secrets").EnumerateArray().Select(name => name.GetString() ?? "")],
            new CommandLimits(
                Seconds("time"), Seconds("silence"), limits.TryGetProperty("memory", out var memory) ? memory.GetInt64() : null, Seconds("grace"),
                limits.GetProperty("attempts").GetInt32()));
    }

    private static string Text(JsonElement element, string key) =>
        element.GetProperty(key).GetString() ?? throw new FormatException($"The canonical spec's trainer has no {key}.");

    private static string? TextOrNull(JsonElement element, string key) => element.TryGetProperty(key, out var value) ? value.GetString() : null;
}
