using System.Globalization;
using Sweep.Benchmarks.Load;

namespace Sweep.Benchmarks.Pages;

/// <summary>The figures as Markdown tables.</summary>
internal static class PagesReport
{
    public const string Heading = "## Pages";

    /// <summary>What was measured, and how.</summary>
    public static IEnumerable<string> About(PageSizes sizes) =>
    [
        "Written by `dotnet run -c Release --project tests/Sweep.Benchmarks -- pages --output docs/benchmarks.md`, apart from the rest of this page.",
        string.Create(
            CultureInfo.InvariantCulture,
            $"In PostgreSQL: a completed sweep of {sizes.Trials:N0} trials of {sizes.Points:N0} points, another of a fifth of both, a paused one, and {sizes.Sweeps:N0} small ones."),
        "Served by `sweep serve`, opened in Chromium, all on the same cores. Milliseconds from asking for the page until the server begins to **answer**, until all text and",
        "tables are there and painted (**content**), and until the charts in view are **drawn**. **New server**: content of the same page of a sweep of three trials, as",
        string.Create(
            CultureInfo.InvariantCulture,
            $"the first page of a server and a browser that have just started. **First**: of the big sweep, then; nothing is known of it yet. Medians of {sizes.Rounds}. **Again**: {sizes.Repeats} times"),
        "more, by the last of these servers: median, and p95.",
        string.Create(
            CultureInfo.InvariantCulture, $"Bars: content within {PageFigures.ContentLimit:N0} ms, first and again (p95); calls within {PageFigures.CallLimit:N0} ms (p95)."),
        "",
        string.Create(CultureInfo.InvariantCulture, $"- Measured: {TimeProvider.System.GetUtcNow():d MMMM yyyy}, on {Machine.Describe()}"),
        $"- Programs: {Machine.Programs()}",
    ];

    /// <summary>What it took to open each page.</summary>
    public static IEnumerable<string> Pages(IReadOnlyCollection<PageFigures> pages) =>
    [
        "| page | kB | new server | first: answer | content | drawn | again: answer | content | p95 | drawn | |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
        .. pages.Select(Row),
    ];

    /// <summary>What all pages asked for beside themselves.</summary>
    public static IEnumerable<string> Calls(IReadOnlyCollection<PageFigures> pages) =>
    [
        "| asked for by pages | times | median | p95 | |",
        "|---|---:|---:|---:|---|",
        .. pages.SelectMany(page => page.Calls.Select(call => (Name: NameOf(page.Page, call), Time: call.Milliseconds)))
            .GroupBy(call => call.Name, call => call.Time, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => CallRow(group.Key, null, [.. group])),
    ];

    /// <summary>Calls of the HTTP API.</summary>
    public static IEnumerable<string> Api(IEnumerable<(string Name, double First, double[] Again)> calls) =>
    [
        "| HTTP API | first | times | median | p95 | |",
        "|---|---:|---:|---:|---:|---|",
        .. calls.Select(call => CallRow($"`{call.Name}`", call.First, call.Again)),
    ];

    private static string Row(PageFigures page)
    {
        string First(Func<PageVisit, double?> value) => Text(PageFigures.Of(page.First, value));
        string Again(Func<PageVisit, double?> value) => Text(PageFigures.Of(page.Again, value));
        return $"| {page.Page.Name} | {Text(PageFigures.Of(page.First, visit => visit.Bytes) / 1000)} | {Text(PageFigures.Of(page.Start, visit => visit.Content))} | {First(visit => visit.Answer)} | {First(visit => visit.Content)} "
            + $"| {First(visit => visit.Drawn)} | {Again(visit => visit.Answer)} | {Again(visit => visit.Content)} | {Text(page.AgainContent)} "
            + $"| {Again(visit => visit.Drawn)} | {Verdict(page.IsMet)} |";
    }

    private static string CallRow(string name, double? first, double[] times)
    {
        var last = PageFigures.Quantile(times, 0.95);
        var cells = first is { } value ? $"{Text(value)} | " : "";
        return $"| {name} | {cells}{times.Length} | {Text(Spread.Of(times).Median)} | {Text(last)} | {Verdict(last <= PageFigures.CallLimit)} |";
    }

    private static string NameOf(VisitedPage page, PageCall call) => call.IsAgain ? $"{page.Name}: {call.Name}" : $"file {call.Name}";

    private static string Verdict(bool isMet) => isMet ? "met" : "**missed**";

    private static string Text(double value) => double.IsNaN(value) ? "–" : value.ToString("N0", CultureInfo.InvariantCulture);
}
