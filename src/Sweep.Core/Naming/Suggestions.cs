namespace Sweep.Core.Naming;

/// <summary>Finds what somebody who mistyped a name is likely to have meant.</summary>
public static class Suggestions
{
    private const int Longest = 64;

    /// <summary>The closest name, where it is close enough to be meant; else null.</summary>
    public static string? For(string written, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(written);
        if (written.Length is 0 or > Longest)
            return null;
        var plain = Plain(written);
        return names
            .Select(name => (Name: name, Distance: Distance(plain, Plain(name))))
            .Where(one => IsFew(one.Distance, plain, one.Name) || Plain(one.Name).StartsWith(plain, StringComparison.Ordinal))
            .OrderBy(one => one.Distance)
            .Select(one => one.Name)
            .FirstOrDefault();
    }

    /// <summary>Whether one is the other with a slip or two of the keys.</summary>
    public static bool IsSlip(string written, string name)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(name);
        return written.Length is > 0 and <= Longest && IsFew(Distance(Plain(written), Plain(name)), written, name);
    }

    /// <summary>"did you mean circle?", or nothing.</summary>
    public static string Question(string written, IEnumerable<string> names) =>
        For(written, names) is { } meant ? $"did you mean {meant}? " : "";

    private static bool IsFew(int distance, string one, string other) => distance <= Math.Max(1, Math.Min(one.Length, other.Length) / 3);

    private static string Plain(string name) => name.TrimStart('-').Replace('-', '_').Replace(' ', '_').ToLowerInvariant();

    /// <summary>Levenshtein's distance, a swap of neighbours counting once (optimal string alignment).</summary>
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var change = one[i - 1] == other[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                rows[i, j] = best;
            }
        }

        return rows[one.Length, other.Length];
    }
}
