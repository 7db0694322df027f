using Sweep.Core.Texts;

namespace Sweep.Service.Sweeps;

/// <summary>Keys by which submitting again gives the same sweep.</summary>
public static class SubmitKeys
{
    private const int Longest = 200;

    /// <summary>What is wrong with one; null where nothing is.</summary>
    /// <param name="place">Where it was written.</param>
    /// <param name="key">The key; null for none.</param>
    public static Problem? Check(string place, string? key) => key is null || (key.Length is > 0 and <= Longest && !key.Any(char.IsControl))
        ? null
        : new Problem(place, key.Length == 0 ? "\"\"" : key, $"must be 1 to {Longest} printable characters");
}
