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
    /// <c>--file FILE</c>, <c>--seeds N</c> (10), <c>--min N</c>, <c>--factor N</c> and <c>--cohort N</c> of ASHA, <c>--output FILE</c>: a page whose section
    /// on the table is renewed, and the picture beside it.
    /// </param>
    /// <returns>1 where a bar is missed; else 0.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var table = CurveTable.Read(Arguments.Option(args, "--file") ?? TableBenchmark.DefaultFile);
        var seeds = Arguments.Count(args, "--seeds", 10);
        var asha = new PrunerSpec(
            PrunerKind.Asha, Arguments.Count(args, "--min", Usual.Min), Arguments.Count(args, "--factor", Usual.Factor),
            Arguments.Count(args, "--cohort", Usual.Cohort));
        var peers = PeerCourses.Read(Path.Combine(AppContext.BaseDirectory, "Peers", "table-optuna.csv"));
        var lines = new List<string>();
        void Write(string line)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }

        foreach (var line in TableReport.Head)
            Write(line);
        (string Name, TableSpace Space)[] spaces =
            [("all", CurveTable.Whole), .. CurveTable.Patterns.Select((pattern, place) => (pattern.ToName(), CurveTable.Of(place)))];
        List<TableFigures> all = [];
        foreach (var (patterns, space) in spaces)
        {
            var best = Enumerable.Range(0, space.Points).Min(point => table.FinalLossOf(space, point));
            var own = SearchesOf(space, asha).Select(search => new TableFigures(
                patterns, search.Name, IsPeer: false, space, best,
                [.. Enumerable.Range(0, search.IsSeeded ? seeds : 1).Select(seed =>
                    new TableSearch(table, space, search.Make(seed), search.Lag, search.Pruner, search.Points, best * TargetFactor).Run())]));
            var others = peers.Searches.Where(peer => peer.Patterns == patterns)
                .Select(peer => new TableFigures(patterns, $"Optuna: {peer.Search}", IsPeer: true, space, best, peer.Courses));
            foreach (var figures in own.Concat(others))
            {
                Write(TableReport.Row(figures));
                all.Add(figures);
            }
        }

        TableFigures[] judged = [.. all.Where(figures => figures.Search == Judged)];
        Bar[] bars =
        [
            new($"best loss of {Judged}, above the grid's: all patterns", Spread.Of([judged[0].Regret]), MostRegret, IsLeast: false, "P1", ""),
            new("its iterations, of the grid's", Spread.Of([judged[0].Share]), MostIterations, IsLeast: false, "P1", ""),
            new("best loss where each pattern is searched by itself; patterns' medians", Spread.Of(judged[1..].Select(one => one.Regret)), MostRegret, IsLeast: false, "P1", ""),
            new("its iterations, of the grid's", Spread.Of(judged[1..].Select(one => one.Share)), MostIterations, IsLeast: false, "P1", ""),
        ];
        Write("");
        foreach (var bar in bars)
            Write($"- {bar.Figure}: {bar.MeasuredText} (bar {bar.LimitText}): {bar.Verdict}");
        if (Arguments.Option(args, "--output") is { } page)
        {
            PageSection.Renew(page, Heading, TableReport.Section(asha, TargetFactor - 1, seeds, peers.Versions, lines));
            var picture = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(page))!, TableReport.Picture);
            await TablePicture.WriteAsync(picture, [.. all.Where(figures => figures.Space == CurveTable.Whole)]);
        }

        return bars.All(bar => bar.IsMet) ? 0 : 1;
    }
}
