using Sweep.Benchmarks.Load;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Storage.Databases;
using Sweep.Storage.Trials;

namespace Sweep.Benchmarks.Queries;

/// <summary>How long what pages ask of a big sweep, and of many sweeps, takes; the verb <c>page-queries</c>.</summary>
internal static class PageQueryBenchmark
{
    private const string Usage = "page-queries --database DATABASE [--replicates 200] [--points 500] [--sweeps 10000] [--repeats 40]";

    public static async Task<int> RunAsync(string[] args)
    {
        int Number(string name, int otherwise) => Arguments.Count(args, name, otherwise);
        if (args.Length % 2 != 0 || Arguments.Option(args, "--database") is not { } database)
        {
            Console.Error.WriteLine($"--database: is missing; write {Usage}");
            return 2;
        }

        var none = CancellationToken.None;
        var repeats = Number("--repeats", 40);
        var made = new SyntheticSweep(Number("--replicates", 200), Number("--points", 500), lengths: 1);
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(none);
        var sweep = (await store.FindSweepAsync(await made.FindOrMakeAsync(store, Console.WriteLine), none))!;
        await ManySweeps.MakeAsync(store, Number("--sweeps", 10_000), Console.WriteLine);
        Console.WriteLine($"{store.Description}: {made.Trials:N0} trials");
        Console.WriteLine($"{"ms",-36}{"first",8}{"p50",8}{"p95",8}");

        ResultService Fresh() => new(store, TimeProvider.System);
        var service = Fresh();
        TrialFilter circle = new("pattern", TrialComparison.Equal, "circle"), slow = new("learning_rate", TrialComparison.AtMost, "0.005");
        (string Name, TrialQuery Query)[] queries =
        [
            ("trials by number", new()),
            ("trials by best_objective", new() { OrderBy = "best_objective" }),
            ("… of one pattern", new() { OrderBy = "best_objective", Filters = [circle] }),
            ("… descending, two conditions", new() { OrderBy = "best_objective", IsDescending = true, Filters = [circle, slow] }),
            ("trials by learning_rate", new() { OrderBy = "learning_rate", Filters = [new("reached_at", TrialComparison.NotEqual, "")] }),
            ("trials by pattern", new() { OrderBy = "pattern", IsDescending = true }),
        ];
        foreach (var (name, query) in queries)
        {
            var token = (await service.TrialsAsync(sweep, query with { PageSize = 1000 }, none)).Require().NextPageToken;
            await QueryBenchmark.MeasureAsync(name, repeats, () => service.TrialsAsync(sweep, query, none));
            await QueryBenchmark.MeasureAsync("  behind the first thousand", repeats, () => service.TrialsAsync(sweep, query with { PageToken = token }, none));
        }

        await QueryBenchmark.MeasureAsync("one trial", repeats, () => service.TrialAsync(sweep, 4711, none));
        long[] hundred = [.. Enumerable.Range(0, 100).Select(k => 997L * k)];
        await QueryBenchmark.MeasureAsync("curves of 100 trials, 400 points", repeats, () => service.CurvesAsync(sweep, hundred, 400, none));
        await QueryBenchmark.MeasureAsync("table, read anew", Math.Min(repeats, 5), () => Fresh().TableAsync(sweep, none));
        await QueryBenchmark.MeasureAsync("table, known", repeats, () => service.TableAsync(sweep, none));
        var next = (await service.ListAsync(new(), none)).Require().NextPageToken;
        await QueryBenchmark.MeasureAsync("sweeps, nothing known", repeats, () => Fresh().ListAsync(new(), none));
        await QueryBenchmark.MeasureAsync("sweeps", repeats, () => service.ListAsync(new(), none));
        await QueryBenchmark.MeasureAsync("  the next page", repeats, () => service.ListAsync(new() { PageToken = next }, none));
        await QueryBenchmark.MeasureAsync("  by a part of their name", repeats, () => service.ListAsync(new() { NameContains = "all 9", PageSize = 100 }, none));
        await QueryBenchmark.MeasureAsync("  by a tag that none has", repeats, () => service.ListAsync(new() { Tags = ["none"] }, none));
        return 0;
    }
}
