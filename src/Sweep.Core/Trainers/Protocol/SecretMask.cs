using System.Collections.Immutable;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>Takes the values of secrets out of what a trial wrote.</summary>
public sealed class SecretMask
{
    private const int Shortest = 4;

    private readonly ImmutableArray<(string Value, string Shown)> _masks;

    /// <param name="secrets">Names and values; of a value of several lines, each line too.</param>
    public SecretMask(IEnumerable<(string Name, string Value)> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _masks =
        [
            .. secrets
                .SelectMany(secret => secret.Value.Split('\n').Append(secret.Value).Select(part => (Value: part.Trim(), Shown: $"[{secret.Name}]")))
                .Where(mask => mask.Value.Length >= Shortest)
                .Distinct()
                // A value within another must not spoil it.
                .OrderByDescending(mask => mask.Value.Length),
        ];
    }

    public static SecretMask None { get; } = new([]);

    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (value, shown) in _masks)
            text = text.Replace(value, shown, StringComparison.Ordinal);
        return text;
    }
}
