using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Testing;
using Sweep.Testing.Certificates;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Clusters;

/// <summary>
/// The same sweep on one silo of two slots, on three silos of one slot each, and on three that talk by mutual TLS, real processes on one
/// machine, interleaved.
/// </summary>
internal static class ClusterBenchmark
{
    private const double Limit = 1.10;
    private const double TlsLimit = 1.02;

    /// <summary>Trials of mixed length, some forty seconds of training on one core.</summary>
    private static readonly SweepSpec Spec = TestSweeps.Grid(
        "cluster", [.. Enum.GetValues<Pattern>()], [1000, 5000], [100, 500, 1000], replicates: 130, recordEvery: 10);

    /// <param name="args">The number of rounds; 3 where not given.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 3;
        await using var server = await PostgresServer.StartDurableAsync(CancellationToken.None);
        Console.WriteLine($"on {server.Description}");
        using var authority = new TestAuthority("cluster");
        var certificate = authority.Silo();
        var (ratios, tlsRatios) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var one = await MeasureAsync(server, silos: 1, slots: 2);
            // Each is first as often as the other.
            var secretFirst = round % 2 == 1;
            var first = await MeasureAsync(server, silos: 3, slots: 1, secretFirst ? certificate : null);
            var second = await MeasureAsync(server, silos: 3, slots: 1, secretFirst ? null : certificate);
            var (three, secret) = secretFirst ? (second, first) : (first, second);
            ratios.Add(three / one);
            tlsRatios.Add(secret / three);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"one silo of two slots {one:F2} s, three silos of one slot {three:F2} s: {three / one:F3}; by mutual TLS {secret:F2} s: {secret / three:F3}"));
        }

        Bar[] bars =
        [
            new("three silos against one", Spread.Of(ratios), Limit, IsLeast: false, "F3", "×"),
            new("mutual TLS against none", Spread.Of(tlsRatios), TlsLimit, IsLeast: false, "F3", "×"),
        ];
        foreach (var bar in bars)
            Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
        return bars.All(bar => bar.IsMet) ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(PostgresServer server, int silos, int slots, TestCertificate? certificate = null)
    {
        await using var cluster = new TestCluster(await server.CreateDatabaseAsync(CancellationToken.None), certificate);
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
