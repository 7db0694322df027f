using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Benchmarks.Pruning;

/// <summary>
/// The verb <c>pruning</c>: what early stopping costs, of trials that are much too short for it: the same sweep with a pruner and without, and without one
/// sweeps of as many trials that train as much as the pruned one, and as its first rung alone.
/// </summary>
internal static class PruningBenchmark
{
    public const string Heading = "## What early stopping costs";

    private const int Iterations = 810;
    private const int Min = 10;
    private const int Replicates = 10;
    private const double Limit = 1.03;

    private static readonly string Pruner = $"pruner: {{ kind: asha, min: {Min}, factor: 3, cohort: 27 }}";

    /// <param name="args">
    /// <c>--rounds N</c> (5), <c>--samples N</c> (100), <c>--database D</c> (a SQLite file of its own for each run), <c>--output FILE</c>: a page whose section
    /// is renewed.
    /// </param>
    /// <returns>1 where the bar is missed; else 0.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (rounds, samples, database) = (Arguments.Count(args, "--rounds", 5), Arguments.Count(args, "--samples", 100), Arguments.Option(args, "--database"));
        using var folder = new TemporaryFolder();
        var lines = new List<string>();
        void Write(string line)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }

        var (with, without, even, first) = (new List<PruningFigures>(), new List<PruningFigures>(), new List<PruningFigures>(), new List<PruningFigures>());
        for (var round = 0; round < rounds; round++)
        {
            Task<PruningFigures> Measure(string name, int iterations, string extra = "") => MeasureAsync(
                folder.Path, database ?? folder.File($"{name}-{round}.db"), Spec(name, iterations, samples, extra));
            with.Add(await Measure("pruned", Iterations, Pruner));
            without.Add(await Measure("whole", Iterations));
            even.Add(await Measure("even", (int)(with[^1].Iterations / with[^1].Run.Trials)));
            first.Add(await Measure("first", Min));
            Console.WriteLine($"round {round + 1}: " + string.Join(", ", Row(with[^1]), Row(without[^1]), Row(even[^1]), Row(first[^1])));
        }

        Write("| sweep of 5,000 trials | wall × cores / training | overhead, µs a trial | core seconds | iterations a trial | verdicts |");
        Write("|---|---:|---:|---:|---:|---:|");
        Print(Write, "with the pruner", with);
        Print(Write, "without it", without);
        Print(Write, "without it, as many iterations in all", even);
        Print(Write, $"without it, {Min} iterations each", first);
        var ratio = Spread.Of(with.Zip(without, (one, other) => one.Run.Overhead / other.Run.Overhead));
        var evenRatio = Spread.Of(with.Zip(even, (one, other) => one.Run.Overhead / other.Run.Overhead));
        var visit = Spread.Of(with.Zip(even, (one, other) => (one.OtherSeconds - other.OtherSeconds) / one.Visits * 1e6));
        Write("");
        Write($"- what a verdict costs beside a sweep of as many iterations, µs of a core: {visit.Text("F0")}");
        Bar[] bars =
        [
            new("wall × cores / training, with the pruner against without", ratio, Limit, IsLeast: false, "F2", "×"),
            new("the same against as many iterations in all", evenRatio, Limit, IsLeast: false, "F2", "×"),
        ];
        foreach (var bar in bars)
            Write($"- {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText}): {bar.Verdict}");
        if (Arguments.Option(args, "--output") is { } page)
            PageSection.Renew(page, Heading, Section(rounds, samples, lines));
        return bars.All(bar => bar.IsMet) ? 0 : 1;
    }

    private static string[] Section(int rounds, int samples, IEnumerable<string> lines) =>
    [
        "Written by `dotnet run -c Release --project tests/Sweep.Benchmarks -- pruning --output docs/benchmarks.md`, apart from the rest of this page. Trials as short as these",
        $"({samples} samples, {Min} iterations at the first rung, 0.02 ms) are what early stopping is worst at: all but training is what counts, and a sweep that prunes trains little.",
        "So it is held, too, against one without a pruner that has as many trials and trains as many iterations in all.",
        "",
        string.Create(
            CultureInfo.InvariantCulture,
            $"- Measured: {TimeProvider.System.GetUtcNow():d MMMM yyyy}, on {Machine.Describe()}, on SQLite, {rounds} rounds in turn; medians (least–greatest)"),
        "", .. lines,
    ];

    private static void Print(Action<string> write, string name, IReadOnlyList<PruningFigures> figures)
    {
        string Of(Func<PruningFigures, double> value, string format) => Spread.Of(figures.Select(value)).Text(format);
        write($"| {name} | {Of(one => one.Run.Overhead, "F2")} | {Of(one => one.MicrosecondsATrial, "F0")} | {Of(one => one.CoreSeconds, "F2")} | "
            + $"{Of(one => (double)one.Iterations / one.Run.Trials, "F0")} | {Of(one => one.Visits, "F0")} |");
    }

    private static string Row(PruningFigures one) => string.Create(
        CultureInfo.InvariantCulture, $"{one.Run.WallSeconds:F2} s for {one.Run.TrainSeconds:F3} s of training ({one.Run.Overhead:F2}, {one.MicrosecondsATrial:F0} µs a trial)");

    private static async Task<PruningFigures> MeasureAsync(string folder, string database, string spec)
    {
        var run = await new SweepProgram(folder, database).RunAsync(spec);
        await using var store = SweepStores.Open(database, TimeProvider.System);
        var totals = await store.TotalTrialsAsync(run.Sweep, CancellationToken.None);
        return new PruningFigures(run, totals.TrainedIterations, (await store.ReadRungsAsync(run.Sweep, null, CancellationToken.None)).Count);
    }

    private static string Spec(string name, int iterations, int samples, string extra) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        name: {{name}}
        parameters:
          pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]
          learning_rate: { log: [0.0001, 0.3], count: 100 }
          iterations: [{{iterations}}]
          samples: [{{samples}}]
        replicates: {{Replicates}}
        record: { every: 10 }
        reuse: none
        {{extra}}
        """);
}
