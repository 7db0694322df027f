using Sweep.Core.Texts;

namespace Sweep.Service.Browsing;

/// <summary>What holds of all pages.</summary>
internal static class PageLimits
{
    /// <summary>Rows of a page.</summary>
    private const int Most = 1000;

    public static void Check(int pageSize, List<Problem> problems)
    {
        if (pageSize is < 1 or > Most)
            problems.Add(new Problem("page_size", FormattableString.Invariant($"{pageSize}"), FormattableString.Invariant($"must be 1 to {Most}")));
    }

    /// <summary>That a token is none of this query.</summary>
    public static Problem NoToken(string token) => new(
        "page_token", Printable.Of(token, 40), "is no place in these rows", "take next_page_token of the page before, with the same filters and order; without one, begin at the first page")
    {
        IsQuoted = true,
    };
}
