using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sweep.Benchmarks.Load;
using Sweep.Core.Sweeps;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Benchmarks.Watching;

/// <summary>
/// What it costs a sweep of <c>sweep serve</c> to be watched by ten open pages and fifty event streams; the verb <c>watched</c>. Rounds with and without
/// them are interleaved. Readers share the machine with the server, and what they take themselves counts against it.
/// </summary>
internal static class WatchedBenchmark
{
    private const int Pages = 10;
    private const int Streams = 50;
    private const double LeastRatio = 0.97;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <param name="args">The number of rounds, 5 where not given, and of trials of about 2 ms on one core, 20000 where not given.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
        var trials = args is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 20_000;
        List<double> alone = [], watched = [], ratios = [];
        for (var round = 0; round < rounds; round++)
        {
            // A machine that slows down would always hurt the second.
            foreach (var isWatched in round % 2 == 0 ? [false, true] : (bool[])[true, false])
                (isWatched ? watched : alone).Add(await MeasureAsync(trials, isWatched));
            ratios.Add(watched[^1] / alone[^1]);
        }

        Console.WriteLine($"alone:   {Spread.Of(alone).Text("F0")} trials/s");
        Console.WriteLine($"watched: {Spread.Of(watched).Text("F0")} trials/s, by {Pages} pages and {Streams} event streams on this machine's {Environment.ProcessorCount} cores");
        var bar = new Bar("trials/s while it is watched over trials/s without", Spread.Of(ratios), LeastRatio, IsLeast: true, "F3", "×");
        Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
        return bar.IsMet ? 0 : 1;
    }

    /// <summary>Trials a second from the first that began to the last that is stored.</summary>
    private static async Task<double> MeasureAsync(int trials, bool isWatched)
    {
        using var folder = new TemporaryFolder();
        var (database, address) = (folder.File("sweep.db"), new Uri($"http://127.0.0.1:{FreePort.Next()}"));
        using var server = SweepProcess.StartBuilt(
            Repository.File("src/Sweep.Client/bin/Release/net10.0/sweep.dll"), folder.Path, "serve", "--url", address.AbsoluteUri, "--database", database);
        await server.SaysAsync("Ctrl-C ends it");
        using var client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var id = await SubmitAsync(client, trials);
        using var end = new CancellationTokenSource();
        List<WatchingReader> readers = [];
        if (isWatched)
        {
            readers.AddRange(Enumerable.Range(0, Pages).Select(_ => new WatchingReader(client, id, isPage: true)));
            readers.AddRange(Enumerable.Range(0, Streams).Select(_ => new WatchingReader(client, id, isPage: false)));
        }

        var watching = Task.WhenAll(readers.Select(reader => reader.WatchAsync(end.Token)));
        var rate = await RateAsync(database, id, trials);
        await end.CancelAsync();
        await watching;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isWatched ? "watched" : "alone"),-8} {rate:F0} trials/s; {readers.Sum(reader => reader.Events)} events, {readers.Sum(reader => reader.Loads)} loads of pages, {readers.Sum(reader => reader.Bytes) / 1e6:F1} MB"));
        server.Interrupt();
        await server.WaitAsync(TimeSpan.FromMinutes(1));
        return rate;
    }

    private static async Task<Guid> SubmitAsync(HttpClient client, int trials)
    {
        var spec = string.Create(CultureInfo.InvariantCulture, $$"""
            name: watched
            parameters: { pattern: [circle], learning_rate: [0.001, 0.01], iterations: [1000], samples: [500] }
            replicates: {{trials / 2}}
            record: { every: 100 }
            """);
        using var body = new StringContent(spec, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        using var answer = await client.PostAsync(new Uri("/v1/sweeps", UriKind.Relative), body);
        using var submitted = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return submitted.RootElement.GetProperty("sweep_id").GetGuid();
    }

    /// <summary>The database is looked at, not the server: that it is asked for its end must not cost either.</summary>
    private static async Task<double> RateAsync(string database, Guid id, int trials)
    {
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await Eventually.TrueAsync(
            async () => (await store.FindSweepAsync(id, CancellationToken.None))!.State == SweepState.Completed, "the sweep is completed", Deadline);
        var sweep = (await store.FindSweepAsync(id, CancellationToken.None))!;
        var began = DateTimeOffset.MaxValue;
        await foreach (var trial in store.ReadTrialsAsync(id, CancellationToken.None))
            began = trial.StartedAt < began ? trial.StartedAt : began;
        return trials / 2 * 2 / (sweep.FinishedAt!.Value - began).TotalSeconds;
    }
}
