using System.CommandLine;
using Npgsql;
using Sweep.Benchmarks.Pages;
using Sweep.Benchmarks.Pruning;
using Sweep.Benchmarks.Search;
using Sweep.Benchmarks.Tabled;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Load;

/// <summary>The verbs <c>peers</c> and <c>million</c>; both end with 1 where a promised figure is missed.</summary>
internal static class LoadCommands
{
    private static readonly Option<string?> Database = new("--database")
    {
        Description = "An Npgsql connection string of a database to measure on; without it a server is started as for the tests, with durable settings",
    };

    private static readonly Option<bool> Quick = new("--quick") { Description = "A look that everything works, in a minute: small sweeps, nothing judged" };

    private static readonly Option<string?> Report = new("--output") { Description = "A Markdown file to write the figures to; else docs/benchmarks.md, or none with --quick" };

    private static readonly Option<int?> Rounds = new("--rounds") { Description = "Rounds to take medians over, 5 where not given" };

    /// <summary>Sections of the page that other verbs write.</summary>
    private static readonly string[] Apart = [SearchSection.Heading, PruningBenchmark.Heading, TableSearchBenchmark.Heading, PagesReport.Heading];

    public static Task<int> RunAsync(string[] args)
    {
        var peers = new Command("peers", "The same sweep with Sweep, Optuna and NumPy, interleaved") { Database, Quick, Rounds, Report };
        peers.SetAction((parsed, _) => PeersAsync(parsed));
        var million = new Command("million", "The memory of a sweep of a million tiny trials") { Database };
        million.SetAction((parsed, _) => MillionAsync(parsed));
        return new RootCommand("Load measurements of Sweep") { peers, million }.Parse(args).InvokeAsync();
    }

    private static Task<int> PeersAsync(ParseResult parsed)
    {
        var quick = parsed.GetValue(Quick);
        var file = parsed.GetValue(Report) ?? (quick ? null : Repository.File("docs/benchmarks.md"));
        var workload = quick ? Workload.Quick : Workload.Full;
        return MeasureAsync(
            parsed,
            workload with { Rounds = parsed.GetValue(Rounds) ?? workload.Rounds },
            async (benchmark, server) =>
            {
                var result = await benchmark.RunAsync();
                foreach (var line in PeersReport.Summary(result))
                    Console.WriteLine(line);
                if (file is not null)
                {
                    var before = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
                    string[] apart = [.. Apart.Select(heading => PageSection.Of(before, heading))];
                    await File.WriteAllTextAsync(
                        file, PeersReport.Page(result, server, TimeProvider.System.GetUtcNow()).TrimEnd('\n') + "\n" + string.Concat(apart));
                }

                return quick ? [] : result.Bars();
            });
    }

    private static Task<int> MillionAsync(ParseResult parsed) => MeasureAsync(
        parsed, Workload.Full, async (benchmark, _) => [PeersResult.MemoryBar(await benchmark.MillionAsync())]);

    private static async Task<int> MeasureAsync(
        ParseResult parsed, Workload workload, Func<PeersBenchmark, string, Task<IReadOnlyList<Bar>>> measure)
    {
        using var folder = new TemporaryFolder();
        var given = parsed.GetValue(Database);
        await using var server = given is null ? await PostgresServer.StartDurableAsync(CancellationToken.None) : null;
        var database = new NpgsqlConnectionStringBuilder(given ?? await server!.CreateDatabaseAsync(CancellationToken.None));
        var place = server?.Description ?? "a server that was there";
        Console.WriteLine($"on {place}");
        try
        {
            var bars = await measure(new PeersBenchmark(workload, folder.Path, database, Console.WriteLine), place);
            foreach (var bar in bars)
                Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
            return bars.All(bar => bar.IsMet) ? 0 : 1;
        }
        catch (InvalidOperationException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
