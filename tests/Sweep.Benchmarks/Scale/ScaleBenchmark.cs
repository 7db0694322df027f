using Sweep.Benchmarks.Load;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Scale;

/// <summary>Where a cluster ends: simulated with the real deciders, and held against processes where this machine can run them.</summary>
internal static class ScaleBenchmark
{
    private const double Promised = 0.95;
    private const double MostIdle = 0.05;
    private const double Nearness = 0.15;

    private static readonly (string Name, ScaleSettings Settings)[] Table =
    [
        ("3 silos", new(3, 64, 1, 30)),
        ("100 silos", new(100, 64, 1, 30)),
        ("1,000 silos", new(1_000, 64, 1, 120)),
        ("1,000 silos that talk as often as few", new(1_000, 64, 1, 60) { IsPaced = false }),
        ("1,000 silos, trials of 10 ms", new(1_000, 2, 0.01, 20)),
        ("1,000 silos, trials of an hour", new(1_000, 64, 3_600, 36_000)),
        ("1,000 silos, stragglers", new(1_000, 64, 1, 60) { Stragglers = 0.01 }),
        ("1,000 silos, ten die", new(1_000, 64, 1, 60) { Deaths = 10 }),
        ("1,000 silos, one of a hundred messages late, one of a thousand lost", new(1_000, 64, 1, 60) { Late = 0.01, Lost = 0.001 }),
        ("1,000 silos, two sweeps, one with three times the weight", new(1_000, 64, 1, 60) { Weights = [1, 3] }),
        ("10,000 silos", new(10_000, 8, 1, 30)),
    ];

    /// <param name="args">
    /// <c>--real [ROUNDS] [--pooled]</c>: silo processes, by a PgBouncer or straight, beside what is simulated for them;
    /// <c>--idle --silos N --seconds N --built PATH</c>: silo processes, of another build where one is named, that have nothing to do;
    /// <c>--silos N --slots N --milliseconds N --seconds N --deaths N --sweeps N</c>: one simulated cluster; nothing: the table of docs/scale.md.
    /// </param>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--real", ..])
            return await CompareAsync(args is ["--real", not "--pooled", ..] ? Arguments.Count(args, "--real", 1) : 1, args.Contains("--pooled"));
        if (args is ["--idle", ..])
            return await IdleAsync(Arguments.Count(args, "--silos", 30), Arguments.Count(args, "--seconds", 60), Arguments.Option(args, "--built"));
        if (args.Length > 0)
        {
            Console.WriteLine(ClusterSimulation.Run(new ScaleSettings(
                Arguments.Count(args, "--silos", 3), Arguments.Count(args, "--slots", 64), Arguments.Count(args, "--milliseconds", 1_000) / 1_000.0,
                Arguments.Count(args, "--seconds", 30))
            {
                Deaths = Arguments.Count(args, "--deaths", 0),
                IsPaced = !args.Contains("--unpaced"),
                Weights = [.. Enumerable.Range(0, Arguments.Count(args, "--sweeps", 1)).Select(sweep => 1.0 + 2 * sweep)],
            }).Text);
            return 0;
        }

        foreach (var (name, settings) in Table)
            Console.WriteLine($"{name}: {ClusterSimulation.Run(settings).Text}");
        return 0;
    }

    private static async Task<int> IdleAsync(int silos, int seconds, string? program)
    {
        await using var server = await PostgresServer.StartDurableAsync(CancellationToken.None);
        Console.WriteLine($"on {server.Description}");
        var figures = await IdleCluster.MeasureAsync(server, silos, program, TimeSpan.FromSeconds(seconds));
        Console.WriteLine(figures.Text);
        var bar = new Bar($"{silos} silos: idle, with PostgreSQL, of a core", Spread.Of([figures.Cores]), MostIdle, IsLeast: false, "F3", "");
        Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
        return bar.IsMet ? 0 : 1;
    }

    private static async Task<int> CompareAsync(int rounds, bool isPooled)
    {
        const int Milliseconds = 100;
        const int Seconds = 30;
        await using var server = await PostgresServer.StartDurableAsync(CancellationToken.None);
        Console.WriteLine($"on {server.Description}");
        var isMet = true;
        foreach (var silos in new[] { 3, 10, 30 })
        {
            var simulated = ClusterSimulation.Run(new ScaleSettings(silos, 1, Milliseconds / 1_000.0, Seconds));
            var real = new List<RealFigures>();
            for (var round = 0; round < rounds; round++)
            {
                real.Add(await RealCluster.MeasureAsync(server, silos, Milliseconds, Seconds, isPooled));
                Console.WriteLine(real[^1].Text);
            }

            Console.WriteLine($"simulated: {simulated.Text}");
            var used = Spread.Of(real.Select(one => one.Utilisation));
            Bar[] bars =
            [
                new($"{silos} silos: throughput over the ideal", used, Promised, IsLeast: true, "F3", ""),
                new($"{silos} silos: idle, of a core", Spread.Of(real.Select(one => one.IdleCores)), MostIdle, IsLeast: false, "F3", ""),
                new($"{silos} silos: the simulation is off by", Spread.Of([Math.Abs(simulated.TrainingUtilisation / used.Median - 1)]), Nearness, IsLeast: false, "F3", ""),
            ];
            foreach (var bar in bars)
                Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText})");
            isMet &= bars.All(bar => bar.IsMet);
        }

        return isMet ? 0 : 1;
    }
}
