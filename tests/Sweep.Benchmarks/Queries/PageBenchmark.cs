using Npgsql;
using Sweep.Benchmarks.Load;
using Sweep.Storage.Databases;

namespace Sweep.Benchmarks.Queries;

/// <summary>
/// How long the pages of <c>sweep serve</c>, and what they and programs ask of its API, take over a big sweep and many small ones; the verb <c>pages</c>.
/// First by HTTP, each page of a server that was just started too, then in Chromium.
/// </summary>
internal static class PageBenchmark
{
    private const string Usage = "pages --database DATABASE [--replicates 200] [--points 500] [--sweeps 10000] [--repeats 30] [--chromium /usr/bin/chromium|none]";
    private const double PageLimit = 1000;
    private const double CallLimit = 200;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Dictionary<string, string>();
        for (var k = 0; k + 1 < args.Length; k += 2)
            options[args[k]] = args[k + 1];
        int Number(string name, int otherwise) => options.TryGetValue(name, out var text) ? int.Parse(text, null) : otherwise;
        if (args.Length % 2 != 0 || !options.TryGetValue("--database", out var database))
        {
            Console.Error.WriteLine($"--database: is missing; write {Usage}");
            return 2;
        }

        var repeats = Number("--repeats", 30);
        var big = await MakeAsync(database, new SyntheticSweep(Number("--replicates", 200), Number("--points", 500), lengths: 1), Number("--sweeps", 10_000));
        Console.WriteLine($"{Machine.Describe()}; load average {LoadAverage()}");
        PageAddresses addresses;
        List<(PageAddress Address, PageTimes Times)> measured = [];
        await using (var server = await ServedDatabase.StartAsync(database))
        {
            addresses = await PageAddresses.FindAsync(server.Client, big);
            Console.WriteLine($"{"by HTTP, ms",-52}{"first",9}{"p50",9}{"p95",9}{"kB",9}");
            foreach (var address in addresses.All)
                measured.Add((address, await server.MeasureAsync(address, repeats)));
        }

        Console.WriteLine($"{"of a server that was just started, ms",-52}{"first",9}");
        foreach (var (address, times) in measured.Where(one => one.Address.IsPage))
        {
            await using var server = await ServedDatabase.StartAsync(database);
            times.Fresh = await server.FirstAsync(address);
        }

        if (options.GetValueOrDefault("--chromium", "/usr/bin/chromium") is var chromium and not "none")
        {
            await using var server = await ServedDatabase.StartAsync(database);
            await using var browser = await PageBrowser.StartAsync(chromium, server.Address);
            Console.WriteLine($"{"in Chromium until all in view is drawn, ms",-52}{"first",9}{"p50",9}{"p95",9}{"paint",9}");
            foreach (var (address, times) in measured.Where(one => one.Address.IsWhole))
                times.Drawn = await browser.MeasureAsync(address, repeats);
        }

        Console.WriteLine($"load average {LoadAverage()}");
        Bar[] bars =
        [
            WorstOf("p95 of a page's HTML", measured.Where(one => one.Address.IsPage).Select(one => one.Times.P95), PageLimit),
            WorstOf("a page's HTML, of a server that was just started", measured.Where(one => one.Address.IsPage).Select(one => one.Times.Fresh), PageLimit),
            WorstOf("p95 of a page in Chromium", measured.Where(one => one.Address.IsWhole).Select(one => one.Times.Drawn), PageLimit),
            WorstOf("p95 of a call of the API", measured.Where(one => !one.Address.IsPage).Select(one => one.Times.P95), CallLimit),
        ];
        foreach (var bar in bars)
            Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar for the worst {bar.LimitText})");
        return bars.All(bar => bar.IsMet || bar.Measured is null) ? 0 : 1;
    }

    private static async Task<Guid> MakeAsync(string database, SyntheticSweep made, int sweeps)
    {
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        await ManySweeps.MakeAsync(store, sweeps, Console.WriteLine);
        var big = await made.FindOrMakeAsync(store, Console.WriteLine);
        Console.WriteLine($"{store.Description}: {made.Trials:N0} trials");
        if (DatabaseChoice.Parse(database).Path is not null)
            return big;

        // What the server does by itself a minute after so many rows have come.
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
        return big;
    }

    private static Bar WorstOf(string figure, IEnumerable<double?> values, double limit)
    {
        double[] known = [.. values.OfType<double>()];
        return new Bar(figure, known.Length == 0 ? null : Spread.Of(known), limit, IsLeast: false, "F0", " ms") { OfWorst = true };
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg")
        ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(2))
        : "unknown";
}
