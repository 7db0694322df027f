using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Sweep.Core.Naming;

/// <summary>The snake_case names by which the members of an enum are known in specs, SQL and on the command line.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> ByValue =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> ByName =
        ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All names, in order of declaration.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<T>().Select(value => ByValue[value])];

    public static string Of(T value) =>
        ByValue.TryGetValue(value, out var name) ? name : throw new ArgumentOutOfRangeException(nameof(value), value, $"not a {typeof(T).Name}");

    public static bool TryParse(string? name, out T value)
    {
        value = default;
        return name is not null && ByName.TryGetValue(name, out value);
    }
}
