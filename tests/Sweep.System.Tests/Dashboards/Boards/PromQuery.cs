using System.Text.RegularExpressions;

namespace Sweep.SystemTests.Dashboards.Boards;

/// <summary>What a PromQL expression asks for.</summary>
internal static partial class PromQuery
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "or", "and", "unless", "offset", "bool", "by", "without", "on", "ignoring" };

    /// <summary>The names of its metrics, each once.</summary>
    public static IReadOnlyList<string> Metrics(string expression)
    {
        var bare = Groupings().Replace(Ranges().Replace(Matchers().Replace(expression, ""), ""), "");
        return [.. Names().Matches(bare).Select(match => match.Value).Where(name => !Words.Contains(name)).Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Matchers();

    [GeneratedRegex(@"\[[^\]]*\]|\boffset\s+\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\b(by|without|on|ignoring)\s*\([^)]*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Groupings();

    [GeneratedRegex(@"(?<![\w.])[a-zA-Z_:][\w:]*\b(?!\s*\()", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
