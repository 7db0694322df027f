using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Storage;
using Sweep.Storage.Trials;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Clusters;

/// <summary>
/// Two sweeps of different weights at once on two silos, real processes on one machine: each one's part of the training done while both run,
/// against its part of the weights.
/// </summary>
internal static class ShareBenchmark
{
    private const int Silos = 2;
    private const double LimitPoints = 5;

    /// <summary>Training of each that is waited for.</summary>
    private const double SecondsOfEach = 3;

    private static readonly (double Light, double Heavy)[] Weights = [(1, 1), (1, 3), (1, 9)];

    /// <summary>Left out at the beginning and at the end of the time in which both run.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private static readonly SweepSpec Short = TestSweeps.Grid("short", [Pattern.Circle], [2000], [500], replicates: 8000, recordEvery: 100);
    private static readonly SweepSpec Mixed = TestSweeps.Grid(
        "mixed", [.. Enum.GetValues<Pattern>()], [2000, 20000], [500, 1000], replicates: 100, recordEvery: 100);

    /// <param name="args">The number of rounds; 1 where not given.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
        await using var server = await PostgresServer.StartDurableAsync(CancellationToken.None);
        Console.WriteLine($"on {server.Description}");
        var errors = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (light, heavy) in Weights)
            {
                var expected = heavy / (light + heavy);
                var measured = await MeasureAsync(server, Short with { Weight = light }, Mixed with { Weight = heavy });
                errors.Add(Math.Abs(measured - expected) * 100);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"weights {light} (short trials) and {heavy} (mixed trials): the second had {measured:P1} of the training while both ran, its part of the weights is {expected:P1}"));
            }
        }

        var bar = new Bar("parts of the training beside parts of the weights", Spread.Of(errors), LimitPoints, IsLeast: false, "F1", " points") { OfWorst = true };
        Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar for the worst {bar.LimitText})");
        return bar.IsMet ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(PostgresServer server, SweepSpec light, SweepSpec heavy)
    {
        await using var cluster = new TestCluster(await server.CreateDatabaseAsync(CancellationToken.None));
        await cluster.StartAsync(Silos);
        var (first, second) = (await TestSweeps.SubmitAsync(cluster.Store, light), await TestSweeps.SubmitAsync(cluster.Store, heavy));
        await Eventually.TrueAsync(
            async () => (await cluster.Store.TotalTrialsAsync(first.Id, CancellationToken.None)).TrainSeconds > SecondsOfEach
                && (await cluster.Store.TotalTrialsAsync(second.Id, CancellationToken.None)).TrainSeconds > SecondsOfEach,
            "both sweeps have been trained for a while",
            TimeSpan.FromMinutes(3));
        var (mine, others) = (await TrialsAsync(cluster.Store, first.Id), await TrialsAsync(cluster.Store, second.Id));
        var (from, to) = (Later(BegunEverywhere(mine), BegunEverywhere(others)) + Margin, Earlier(mine[^1].FinishedAt, others[^1].FinishedAt) - Margin);
        var (lightSeconds, heavySeconds) = (SecondsWithin(mine, from, to), SecondsWithin(others, from, to));
        return heavySeconds / (lightSeconds + heavySeconds);
    }

    private static async Task<List<TrialRecord>> TrialsAsync(ISweepStore store, Guid sweep) =>
        await store.ReadTrialsAsync(sweep, CancellationToken.None).OrderBy(trial => trial.FinishedAt).ToListAsync();

    /// <summary>When the last silo began with it: each finds a new sweep within two seconds.</summary>
    private static DateTimeOffset BegunEverywhere(IEnumerable<TrialRecord> trials) =>
        trials.GroupBy(trial => trial.Silo).Max(silo => silo.Min(trial => trial.StartedAt));

    /// <summary>Of each trial what lies between the two times: slots, not processor time, are what is shared.</summary>
    private static double SecondsWithin(IEnumerable<TrialRecord> trials, DateTimeOffset from, DateTimeOffset to) =>
        trials.Sum(trial => Math.Max(0, (Earlier(trial.FinishedAt, to) - Later(trial.StartedAt, from)).TotalSeconds));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
