using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Clusters;

/// <summary>The same sweep on one silo of two slots and on three silos of one slot each, real processes on one machine, interleaved.</summary>
internal static class ClusterBenchmark
{
    private const double Limit = 1.10;

    /// <summary>Trials of mixed length, some forty seconds of training on one core.</summary>
    private static readonly SweepSpec Spec = TestSweeps.Grid(
        "cluster", [.. Enum.GetValues<Pattern>()], [1000, 5000], [100, 500, 1000], replicates: 130, recordEvery: 10);

    /// <param name="args">The number of rounds; 3 where not given.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 3;
        await using var server = await PostgresServer.StartDurableAsync(CancellationToken.None);
        Console.WriteLine($"on {server.Description}");
        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var one = await MeasureAsync(server, silos: 1, slots: 2);
            var three = await MeasureAsync(server, silos: 3, slots: 1);
            ratios.Add(three / one);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one silo of two slots {one:F2} s, three silos of one slot {three:F2} s: {three / one:F3}"));
        }

        var bar = new Bar("three silos against one", Spread.Of(ratios), Limit, IsLeast: false, "F3", "×");
        Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
        return bar.IsMet ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(PostgresServer server, int silos, int slots)
    {
        await using var cluster = new TestCluster(await server.CreateDatabaseAsync(CancellationToken.None));
        await cluster.Store.MigrateAsync(CancellationToken.None);
        TestSilo[] started = [.. Enumerable.Range(0, silos).Select(_ => cluster.Start(string.Create(CultureInfo.InvariantCulture, $"--Sweep:Slots={slots}")))];
        foreach (var silo in started)
            await cluster.JoinedAsync(silo);
        // A first, short sweep compiles what the measured one needs.
        await CompleteAsync(cluster, Spec with { Name = "warm-up", Replicates = 2 });
        return await CompleteAsync(cluster, Spec);
    }

    private static async Task<double> CompleteAsync(TestCluster cluster, SweepSpec spec)
    {
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, spec);
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        var ended = (await cluster.Store.FindSweepAsync(sweep.Id, CancellationToken.None))!;
        return (ended.FinishedAt!.Value - ended.CreatedAt).TotalSeconds;
    }
}
