using System.Globalization;
using System.Text.Json;
using Sweep.Benchmarks.Load;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Pages;

/// <summary>How fast the pages of <c>sweep serve</c> open in Chromium, over a big sweep and among many; the verb <c>pages</c>.</summary>
internal static class PagesBenchmark
{
    /// <param name="args">
    /// <c>--trials N</c> (100000), <c>--points N</c> (500), <c>--sweeps N</c> (10000), <c>--rounds N</c> (3), <c>--repeats N</c> (20), <c>--only TEXT</c>
    /// (pages with this in their name), <c>--database D</c> (of PostgreSQL, filled where it is empty; else a server is started), <c>--output FILE</c>: a page
    /// whose section is renewed, <c>--program FILE</c> (the <c>sweep.dll</c> of another build, to compare with).
    /// </param>
    /// <returns>1 where a bar is missed; else 0.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var sizes = PageSizes.Read(args);
        using var folder = new TemporaryFolder();
        var given = Arguments.Option(args, "--database");
        await using var postgres = given is null ? await PostgresServer.StartDurableAsync(CancellationToken.None) : null;
        var database = given ?? await postgres!.CreateDatabaseAsync(CancellationToken.None);
        var data = await PageData.MakeAsync(database, sizes, Console.WriteLine);
        var servers = new PageServers(folder.Path, database, Arguments.Option(args, "--program"));
        var pages = await ListAsync(servers, data);
        List<PageFigures> figures = [];
        foreach (var page in pages.Where(page => page.Name.Contains(Arguments.Option(args, "--only") ?? "", StringComparison.Ordinal)))
        {
            figures.Add(await VisitAsync(servers, page, sizes));
            Console.WriteLine(PagesReport.Pages([figures[^1]]).Last());
        }

        var calls = await CallAsync(servers, data, sizes);
        string[] report = ["", .. PagesReport.Pages(figures), "", .. PagesReport.Calls(figures), "", .. PagesReport.Api(calls)];
        foreach (var line in report)
            Console.WriteLine(line);
        if (Arguments.Option(args, "--output") is { } file)
            PageSection.Renew(file, PagesReport.Heading, [.. PagesReport.About(sizes), .. report]);
        return report.Any(line => line.Contains("missed", StringComparison.Ordinal)) ? 1 : 0;
    }

    /// <summary>Two visits to each of some servers, and more to the last.</summary>
    private static async Task<PageFigures> VisitAsync(PageServers servers, VisitedPage page, PageSizes sizes)
    {
        List<PageVisit> start = [], first = [], again = [];
        for (var round = 1; round <= sizes.Rounds; round++)
        {
            using var server = await servers.StartAsync();
            await using var visitor = await PageVisitor.StartAsync(server.Address);
            start.Add(await visitor.OpenAsync(page with { Address = page.Small, Deed = PageDeed.None }));
            first.Add(await visitor.OpenAsync(page));
            for (var k = 0; round == sizes.Rounds && k < sizes.Repeats; k++)
                again.Add(await visitor.OpenAsync(page));
        }

        return new PageFigures(page, start, first, again);
    }

    private static async Task<IReadOnlyList<VisitedPage>> ListAsync(PageServers servers, PageData data)
    {
        using var server = await servers.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        async Task<string> NextAsync(string address)
        {
            using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(address, UriKind.Relative)));
            return answer.RootElement.GetProperty("next_page_token").GetString()!;
        }

        return new PageList(data).All(
            await NextAsync("/v1/sweeps?page_size=50"), await NextAsync($"/v1/sweeps/{data.Big:d}/trials?page_size=100&order_by=best_objective"));
    }

    /// <summary>Calls of the API, each once as the first that has to do with its sweep, and again.</summary>
    private static async Task<List<(string Name, double First, double[] Again)>> CallAsync(PageServers servers, PageData data, PageSizes sizes)
    {
        List<(string Name, double First, double[] Again)> measured = [];
        foreach (var (name, address) in ApiList.Of(data))
        {
            using var server = await servers.StartAsync();
            using var client = new HttpClient { BaseAddress = server.Address };
            async Task<double> OnceAsync()
            {
                var started = TimeProvider.System.GetTimestamp();
                await client.GetByteArrayAsync(new Uri(address, UriKind.Relative));
                return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            }

            var first = await OnceAsync();
            var again = new double[2 * sizes.Repeats];
            for (var k = 0; k < again.Length; k++)
                again[k] = await OnceAsync();
            measured.Add((name, first, again));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {first:F0} ms, then {Spread.Of(again).Text("F0")}"));
        }

        return measured;
    }
}
