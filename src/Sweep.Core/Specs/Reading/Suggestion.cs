namespace Sweep.Core.Specs.Reading;

/// <summary>Finds the word that was meant.</summary>
internal static class Suggestion
{
    /// <summary>"did you mean …?" where a known word is close, else "known …: …".</summary>
    public static string For(string word, IReadOnlyList<string> known, string kind) =>
        Closest(word, known) is { } meant ? $"did you mean \"{meant}\"?" : $"known {kind}: {string.Join(", ", known)}";

    private static string? Closest(string word, IReadOnlyList<string> known)
    {
        if (word.Length is 0 or > 40)
            return null;
        var plain = Plain(word);
        var (meant, distance) = known.Select(candidate => (candidate, Distance(plain, Plain(candidate)))).MinBy(pair => pair.Item2);
        return distance <= Math.Min(2, plain.Length / 2) ? meant : null;
    }

    private static string Plain(string word) =>
        string.Concat(word.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    // Edits (insertions, deletions, replacements, swaps of neighbours) from one word to the other: optimal string alignment.
    private static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var replaced = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], 1 + rows[i - 2, j - 2]);
            }
        }

        return rows[from.Length, to.Length];
    }
}
