using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Benchmarks.Load;
using Sweep.Core.Patterns;
using Sweep.Core.Sweeps;
using Sweep.Grains.Compute;
using Sweep.Grains.Hosting;
using Sweep.Storage.Databases;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Benchmarks.Clusters;

/// <summary>What dispatch costs: trials of a fixed length, which use no core, against the time that they must take.</summary>
internal static class WaitBenchmark
{
    private const int Trials = 10_000;
    private const int Slots = 2;
    private const double Limit = 1.025;

    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(10);

    /// <param name="args">The number of rounds; 3 where not given.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 3;
        var ideal = Trials * Length.TotalSeconds / Slots;
        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var seconds = await MeasureAsync();
            ratios.Add(seconds / ideal);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Trials} trials of {Length.TotalMilliseconds} ms on {Slots} slots: {seconds:F2} s, {seconds / ideal:F4} of the ideal {ideal:F0} s; bare threads {Bare() / ideal:F4}"));
        }

        var bar = new Bar("wall time over the ideal", Spread.Of(ratios), Limit, IsLeast: false, "F3", "×");
        Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
        return bar.IsMet ? 0 : 1;
    }

    /// <summary>Seconds that as many waits take where nothing else is done: how late the system wakes.</summary>
    private static double Bare()
    {
        var begun = Stopwatch.GetTimestamp();
        Thread[] threads = [.. Enumerable.Range(0, Slots).Select(_ => new Thread(WaitAll))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;

        static void WaitAll()
        {
            for (var trial = 0; trial < Trials / Slots; trial++)
                FixedWait.Until(Stopwatch.GetTimestamp(), Length);
        }
    }

    private static async Task<double> MeasureAsync()
    {
        using var folder = new TemporaryFolder();
        await using var store = SweepStores.Open(folder.File("wait.db"), TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var options = new EmbeddedSiloOptions
        {
            Slots = Slots,
            ConfigureServices = services => services.AddSingleton<ComputePool>(_ => new FixedLengthPool(Slots, Length)),
        };
        await using var silo = await EmbeddedSilo.StartAsync(store, options, CancellationToken.None);
        var sweep = await TestSweeps.SubmitAsync(store, TestSweeps.Grid("wait", [Pattern.Circle], [1], [1], Trials));
        await silo.TakeUpAsync(sweep.Id, CancellationToken.None);
        await Eventually.TrueAsync(
            async () => (await silo.GetProgressAsync(sweep.Id, CancellationToken.None)).State == SweepState.Completed, "the sweep is completed", TimeSpan.FromMinutes(5));
        var ended = (await store.FindSweepAsync(sweep.Id, CancellationToken.None))!;
        return (ended.FinishedAt!.Value - ended.CreatedAt).TotalSeconds;
    }
}
