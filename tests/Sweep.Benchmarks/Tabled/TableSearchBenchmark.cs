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
    private const string Judged = "ASHA over the grid, shuffled";
    private const double MostRegret = 0.02;
    private const double MostIterations = 0.06;

    // So near the grid's best is the target.
    private const double TargetFactor = 1.1;

    private static readonly PrunerSpec Usual = new(PrunerKind.Asha, CurveTable.Steps / 81, 3, 27);

    private static (string Name, int Points, bool IsSeeded, int Lag, PrunerSpec? Pruner, Func<int, IAdaptiveSampler> Make)[] SearchesOf(
        TableSpace space, PrunerSpec asha)
    {
        var (few, half) = (space.Points / 8, space.Points / 2);
        return
        [
            ("grid", space.Points, false, 1, null, _ => OrderedSampler.Grid(space)),
            ($"random, {few} points", few, true, 1, null, seed => new RandomSampler(space.Parameters, (ulong)seed)),
            ($"TPE, {few} points", few, true, 8, null, seed => new TpeSampler(space.Parameters, (ulong)seed)),
            ("ASHA over the grid, in its order", space.Points, false, 1, asha, _ => OrderedSampler.Grid(space)),
            (Judged, space.Points, true, 1, asha, seed => OrderedSampler.Shuffled(space, seed)),
            ($"TPE with ASHA, {half} points", half, true, 2 * asha.Cohort, asha, seed => new TpeSampler(space.Parameters, (ulong)seed)),
        ];
    }

    /// <param name="args">
    /// <c>--file FILE</c>, <c>--seeds N</c> (10), <c>--min N</c>, <c>--factor N</c> and <c>--cohort N</c> of ASHA, <c>--output FILE</c>: a page whose section on
    /// the table is renewed.
    /// </param>
    /// <returns>1 where the bar is missed; else 0.</returns>
    public static int Run(string[] args)
    {
        var table = CurveTable.Read(Arguments.Option(args, "--file") ?? TableBenchmark.DefaultFile);
        var seeds = Arguments.Count(args, "--seeds", 10);
        var asha = new PrunerSpec(
            PrunerKind.Asha, Arguments.Count(args, "--min", Usual.Min), Arguments.Count(args, "--factor", Usual.Factor),
            Arguments.Count(args, "--cohort", Usual.Cohort));
        var lines = new List<string>();
        void Write(string line)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }

        Write("| patterns | search | iterations, % of the grid's | best loss, % above the grid's | iterations to the target, % of the grid's | met by | workers at work |");
        Write("|---|---|---:|---:|---:|---:|---:|");
        var (regrets, spent) = (new List<double>(), new List<double>());
        (string Name, TableSpace Space)[] spaces =
            [("all", CurveTable.Whole), .. CurveTable.Patterns.Select((pattern, place) => (pattern.ToName(), CurveTable.Of(place)))];
        foreach (var (name, space) in spaces)
        {
            var best = Enumerable.Range(0, space.Points).Min(point => table.FinalLossOf(space, point));
            foreach (var search in SearchesOf(space, asha))
            {
                SearchCourse[] courses = [.. Enumerable.Range(0, search.IsSeeded ? seeds : 1).Select(seed =>
                    new TableSearch(table, space, search.Make(seed), search.Lag, search.Pruner, search.Points, best * TargetFactor).Run())];
                Row(Write, name, search.Name, space, courses, best);
                if (search.Name != Judged)
                    continue;
                regrets.Add(Spread.Of(courses.Select(course => course.Best / best - 1)).Median);
                spent.Add(Spread.Of(courses.Select(course => ShareOf(space, course))).Median);
            }
        }

        Bar[] bars =
        [
            new($"best loss of {Judged}, above the grid's: all patterns", Spread.Of(regrets[..1]), MostRegret, IsLeast: false, "P1", ""),
            new("its iterations, of the grid's", Spread.Of(spent[..1]), MostIterations, IsLeast: false, "P1", ""),
            new("best loss where each pattern is searched by itself; patterns' medians", Spread.Of(regrets[1..]), MostRegret, IsLeast: false, "P1", ""),
            new("its iterations, of the grid's", Spread.Of(spent[1..]), MostIterations, IsLeast: false, "P1", ""),
        ];
        Write("");
        foreach (var bar in bars)
            Write($"- {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText}): {bar.Verdict}");
        if (Arguments.Option(args, "--output") is { } page)
            PageSection.Renew(page, Heading, Section(asha, seeds, lines));
        return bars.All(bar => bar.IsMet) ? 0 : 1;
    }

    private static void Row(Action<string> write, string patterns, string name, TableSpace space, SearchCourse[] courses, double best)
    {
        string Of(Func<SearchCourse, double> value, string format) =>
            courses.Length == 1 ? value(courses[0]).ToString(format, CultureInfo.InvariantCulture) : Spread.Of(courses.Select(value)).Text(format);
        SearchCourse[] met = [.. courses.Where(course => course.ToTarget is not null)];
        var target = met.Length == 0
            ? "–"
            : Spread.Of(met.Select(course => course.ToTarget!.Value / IterationsOf(space) * 100)).Median.ToString("F1", CultureInfo.InvariantCulture);
        write($"| {patterns} | {name} | {Of(course => ShareOf(space, course) * 100, "F1")} | {Of(course => (course.Best / best - 1) * 100, "F1")} | {target} | "
            + $"{met.Length} of {courses.Length} | {Of(course => course.Busy, "F2")} |");
    }

    private static double IterationsOf(TableSpace space) => (double)space.Points * CurveTable.Replicates * CurveTable.Steps;

    private static double ShareOf(TableSpace space, SearchCourse course) => course.Iterations / IterationsOf(space);

    private static IEnumerable<string> Section(PrunerSpec asha, int seeds, IEnumerable<string> lines) =>
    [
        "Written by `dotnet run -c Release --project tests/Sweep.Benchmarks -- table-search --output docs/benchmarks.md`, apart from the rest of this page, from the file",
        $"that `-- table` makes: {CurveTable.Curves:N0} curves of the perceptron, {CurveTable.Patterns.Length} patterns × 40 learning rates × 5 numbers of samples × 4 of hidden units × "
            + $"{CurveTable.Replicates} replicates, {CurveTable.Steps:N0} iterations each. Searches look",
        "them up, on eight workers whose clock is virtual, with the samplers and the judge of sweeps: the figures are the same on every machine. A point is judged by the mean of its",
        $"replicates. ASHA: rungs at {string.Join(", ", new RungLadder(asha, CurveTable.Steps).Rungs)}, factor {asha.Factor}, cohorts of {asha.Cohort}. The target is a loss {TargetFactor - 1:P0} above the grid's best."
            .Replace(" %", " %", StringComparison.Ordinal),
        $"Median (least–greatest) of {seeds} seeds where there are any.",
        "",
        .. lines,
    ];
}
