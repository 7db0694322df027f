using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Benchmarks.Clusters;

/// <summary>
/// What <c>max_concurrent</c> costs where it forbids nothing: a sweep whose limit is the number of slots beside one without a limit, on one
/// silo and on three, interleaved; trials of a fixed length use no core. And what a limit of half the slots makes of it.
/// </summary>
internal static class LimitBenchmark
{
    private const double Limit = 1.05;
    private const int Trials = 300;

    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(70);

    /// <param name="args">The number of rounds; 3 where not given.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 3;
        var isMet = true;
        foreach (var (silos, slots) in new[] { (1, 2), (3, 2) })
        {
            var all = silos * slots;
            var ratios = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                var free = await MeasureAsync(silos, slots, limit: null);
                var full = await MeasureAsync(silos, slots, limit: all);
                var half = await MeasureAsync(silos, slots, limit: all / 2);
                ratios.Add(full / free);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Trials} trials of {Length.TotalMilliseconds} ms, {silos} silo(s) of {slots} slots: no limit {free:F2} s, limit {all} {full:F2} s ({full / free:F3}), limit {all / 2} {half:F2} s ({half / free:F3})"));
            }

            var bar = new Bar($"limited against unlimited, {silos} silo(s)", Spread.Of(ratios), Limit, IsLeast: false, "F3", "×");
            Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
            isMet &= bar.IsMet;
        }

        return isMet ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(int silos, int slots, int? limit)
    {
        using var folder = new TemporaryFolder();
        await using var store = SweepStores.Open(folder.File("limit.db"), TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        await using var group = await SiloGroup.StartAsync(store, silos, slots, Length, CancellationToken.None);
        await CompleteAsync(store, Spec("warm-up", 20, limit));
        var seconds = await CompleteAsync(store, Spec("limit", Trials, limit));
        return limit is { } most && group.Limited.Most > most
            ? throw new InvalidOperationException($"{group.Limited.Most} trials at once, the limit is {most}")
            : seconds;
    }

    private static SweepSpec Spec(string name, int trials, int? limit) =>
        TestSweeps.Grid(name, [Pattern.Circle], [1], [1], trials) with { MaxConcurrent = limit };

    /// <summary>From the first trial's start to the last one's end: silos look for new sweeps only now and then.</summary>
    private static async Task<double> CompleteAsync(ISweepStore store, SweepSpec spec)
    {
        var sweep = await TestSweeps.SubmitAsync(store, spec);
        await TestSweeps.CompletedAsync(store, sweep.Id);
        var trials = await store.ReadTrialsAsync(sweep.Id, CancellationToken.None).ToListAsync();
        return (trials.Max(trial => trial.FinishedAt) - trials.Min(trial => trial.StartedAt)).TotalSeconds;
    }
}
