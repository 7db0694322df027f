using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Benchmarks.Search;
using Sweep.Core.Patterns;
using Sweep.Core.Pruners;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Tpe;

namespace Sweep.Benchmarks.Tabled;

/// <summary>The verb <c>table-search</c>: what searches find in the table, and for how much training.</summary>
internal static class TableSearchBenchmark
{
    public const string Heading = "## Sweep's own table";
    private const double MostRegret = 0.02;
    private const double MostIterations = 0.06;

    // So near the grid's best is the target.
    private const double TargetFactor = 1.1;

    private static readonly PrunerSpec Asha = new(PrunerKind.Asha, CurveTable.Steps / 81, 3, 27);

    private static readonly (string Name, int Points, bool IsSeeded, int Lag, PrunerSpec? Pruner, Func<int, IAdaptiveSampler> Make)[] Searches =
    [
        ("grid", CurveTable.Points, false, 1, null, _ => OrderedSampler.Grid),
        ("random, 100 points", 100, true, 1, null, seed => new RandomSampler(CurveTable.Space, (ulong)seed)),
        ("TPE, 100 points", 100, true, 8, null, seed => new TpeSampler(CurveTable.Space, (ulong)seed)),
        ("ASHA over the grid, in its order", CurveTable.Points, false, 1, Asha, _ => OrderedSampler.Grid),
        ("ASHA over the grid, shuffled", CurveTable.Points, true, 1, Asha, OrderedSampler.Shuffled),
        ("TPE with ASHA, 400 points", 400, true, 2 * Asha.Cohort, Asha, seed => new TpeSampler(CurveTable.Space, (ulong)seed)),
    ];

    /// <param name="args"><c>--file FILE</c>, <c>--seeds N</c> (10), <c>--output FILE</c>: a page whose section on the table is renewed.</param>
    /// <returns>1 where the bar is missed; else 0.</returns>
    public static int Run(string[] args)
    {
        var table = CurveTable.Read(Arguments.Option(args, "--file") ?? TableBenchmark.DefaultFile);
        var seeds = Arguments.Count(args, "--seeds", 10);
        var lines = new List<string>();
        void Write(string line)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }

        Write("| pattern | search | iterations, % of the grid's | best loss, % above the grid's | iterations to the target, % of the grid's | met by | workers at work |");
        Write("|---|---|---:|---:|---:|---:|---:|");
        var (regrets, spent) = (new List<double>(), new List<double>());
        for (var pattern = 0; pattern < CurveTable.Patterns.Length; pattern++)
        {
            var best = Enumerable.Range(0, CurveTable.Points).Min(point => table.FinalLossOf(pattern, point));
            foreach (var search in Searches)
            {
                SearchCourse[] courses = [.. Enumerable.Range(0, search.IsSeeded ? seeds : 1).Select(seed =>
                    new TableSearch(table, pattern, search.Make(seed), search.Lag, search.Pruner, search.Points, best * TargetFactor).Run())];
                Row(Write, CurveTable.Patterns[pattern].ToName(), search.Name, courses, best);
                if (search.Pruner is null || search.Points < CurveTable.Points || !search.IsSeeded)
                    continue;
                regrets.Add(Spread.Of(courses.Select(course => course.Best / best - 1)).Median);
                spent.Add(Spread.Of(courses.Select(ShareOf)).Median);
            }
        }

        Bar[] bars =
        [
            new("best loss of ASHA over the grid, shuffled, above the grid's; patterns' medians", Spread.Of(regrets), MostRegret, IsLeast: false, "P1", ""),
            new("its iterations, of the grid's", Spread.Of(spent), MostIterations, IsLeast: false, "P1", ""),
        ];
        Write("");
        foreach (var bar in bars)
            Write($"- {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText}): {bar.Verdict}");
        if (Arguments.Option(args, "--output") is { } page)
            PageSection.Renew(page, Heading, Section(seeds, lines));
        return bars.All(bar => bar.IsMet) ? 0 : 1;
    }

    private static void Row(Action<string> write, string pattern, string name, SearchCourse[] courses, double best)
    {
        string Of(Func<SearchCourse, double> value, string format) =>
            courses.Length == 1 ? value(courses[0]).ToString(format, CultureInfo.InvariantCulture) : Spread.Of(courses.Select(value)).Text(format);
        SearchCourse[] met = [.. courses.Where(course => course.ToTarget is not null)];
        var target = met.Length == 0
            ? "–"
            : Spread.Of(met.Select(course => course.ToTarget!.Value / Whole * 100)).Median.ToString("F1", CultureInfo.InvariantCulture);
        write($"| {pattern} | {name} | {Of(course => ShareOf(course) * 100, "F1")} | {Of(course => (course.Best / best - 1) * 100, "F1")} | {target} | "
            + $"{met.Length} of {courses.Length} | {Of(course => course.Busy, "F2")} |");
    }

    private static double Whole => (double)CurveTable.Points * CurveTable.Replicates * CurveTable.Steps;

    private static double ShareOf(SearchCourse course) => course.Iterations / Whole;

    private static IEnumerable<string> Section(int seeds, IEnumerable<string> lines) =>
    [
        "Written by `dotnet run -c Release --project tests/Sweep.Benchmarks -- table-search --output docs/benchmarks.md`, apart from the rest of this page, from the file",
        $"that `-- table` makes: {CurveTable.Curves:N0} curves of the perceptron, {CurveTable.Patterns.Length} patterns × 40 learning rates × 5 numbers of samples × 4 of hidden units × "
            + $"{CurveTable.Replicates} replicates, {CurveTable.Steps:N0} iterations each. Searches look",
        "them up, on eight workers whose clock is virtual, with the samplers and the judge of sweeps: the figures are the same on every machine. A point is judged by the mean of its",
        $"replicates. ASHA: rungs at {string.Join(", ", new RungLadder(Asha, CurveTable.Steps).Rungs)}, factor {Asha.Factor}, cohorts of {Asha.Cohort}. The target is a loss {TargetFactor - 1:P0} above the grid's best."
            .Replace(" %", " %", StringComparison.Ordinal),
        $"Median (least–greatest) of {seeds} seeds where there are any.",
        "",
        .. lines,
    ];
}
