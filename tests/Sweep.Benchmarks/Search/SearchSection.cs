using System.Globalization;
using Sweep.Benchmarks.Load;

namespace Sweep.Benchmarks.Search;

/// <summary>The section of docs/benchmarks.md that <c>search --output</c> renews.</summary>
internal static class SearchSection
{
    public const string Heading = "## Search";

    public static void Renew(string file, string versions, IEnumerable<string> regrets, IEnumerable<string> proposals) => PageSection.Renew(
        file,
        Heading,
        [
            "Written by `dotnet run -c Release --project tests/Sweep.Benchmarks -- search --output docs/benchmarks.md`, apart from the rest of this page.",
            $"Beside it {versions}, as [`search.py`](../tests/Sweep.Benchmarks/Peers/search.py) wrote its regrets into",
            "[`search-optuna.csv`](../tests/Sweep.Benchmarks/Peers/search-optuna.csv). Regret is the best value less the optimum. \"Lag 8\": a proposal sees",
            "the results of all but the last seven points, which count as running; Optuna was asked for eight points before it was told any.",
            "p is Mann and Whitney's, two-sided: level where it is at least 1 %.",
            "",
            string.Create(CultureInfo.InvariantCulture, $"- Measured: {TimeProvider.System.GetUtcNow():d MMMM yyyy}, on {Machine.Describe()}"),
            "", .. regrets, "",
            "What a proposal costs, eight points running, the results being those of random points; the bar of TPE is 1 ms at 1,000 results:",
            "", .. proposals,
        ]);
}
