using System.Collections.Frozen;
using System.Text.Json;

namespace Sweep.Grains.Storage.Model;

/// <summary>The words by which SQL knows the members of an enum: <c>ThickRightAngle</c> is <c>thick_right_angle</c>.</summary>
internal static class Words<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Names =
        Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, TEnum> Values =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(TEnum value) => Names[value];

    public static TEnum Parse(string word) => Values[word];
}
