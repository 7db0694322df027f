using System.Diagnostics;
using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Cma;
using Sweep.Core.Samplers.Adaptive.Gp;
using Sweep.Core.Samplers.Adaptive.Tpe;

namespace Sweep.Benchmarks.Search;

/// <summary>The verb <c>search</c>: how near the optimum of known functions the samplers come, beside Optuna's (Peers/search.py).</summary>
internal static class SearchBenchmark
{
    private const int Points = 200;

    private static readonly (string Name, int Lag, Func<TestFunction, ulong, IAdaptiveSampler> Make)[] Samplers =
    [
        ("random", 1, (function, seed) => new RandomSampler(function.Space, seed)),
        ("tpe", 1, (function, seed) => new TpeSampler(function.Space, seed)),
        ("tpe_lag_8", 8, (function, seed) => new TpeSampler(function.Space, seed)),
        ("cma_es", 1, (function, seed) => new CmaSampler(function.Space, seed)),
        ("gp", 1, (function, seed) => new GpSampler(function.Space, seed)),
    ];

    /// <param name="args">
    /// <c>--seeds N</c> (30), <c>--gp-seeds N</c> (10), <c>--samplers a,b</c> (all), <c>--output FILE</c>: a page whose section on search is renewed.
    /// </param>
    /// <returns>1 where a sampler is worse than the peer at 1 %, or a proposal dearer than its bar; else 0.</returns>
    public static int Run(string[] args)
    {
        var (seeds, gpSeeds) = (Arguments.Count(args, "--seeds", 30), Arguments.Count(args, "--gp-seeds", 10));
        var (wanted, output) = (Arguments.Option(args, "--samplers")?.Split(','), Arguments.Option(args, "--output"));
        var (versions, peers) = SearchFigures.OfOptuna(Path.Combine(AppContext.BaseDirectory, "Peers", "search-optuna.csv"));
        var lines = new List<string>();
        void Write(string line)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }

        Write("| function | sampler | seeds | median regret after 50 / 100 / 200 | Optuna's | p after 200 | | ms a point | Optuna's |");
        Write("|---|---|---:|---:|---:|---:|---|---:|---:|");
        var missed = false;
        foreach (var function in TestFunction.All)
        {
            foreach (var (name, lag, make) in Samplers.Where(sampler => wanted?.Contains(sampler.Name) ?? true))
            {
                var own = Measure(function, name, lag, make, name == "gp" ? Math.Min(seeds, gpSeeds) : seeds);
                missed |= Row(Write, own, Array.Find(peers, other => other.Function == function.Name && other.Sampler == name));
            }
        }

        if (output is null)
            return missed ? 1 : 0;
        string[] regrets = [.. lines];
        lines.Clear();
        missed |= ProposalBenchmark.Run(Write) != 0;
        SearchSection.Renew(output, versions, regrets, lines);
        return missed ? 1 : 0;
    }

    /// <summary>Whether it is worse than the peer at 1 %.</summary>
    private static bool Row(Action<string> write, SearchFigures own, SearchFigures? peer)
    {
        var (p, isGreater) = peer is null
            ? (1, false)
            : MannWhitney.Of([.. own.Regrets.Select(regrets => regrets[2])], [.. peer.Regrets.Select(regrets => regrets[2])]);
        string[] cells =
        [
            own.Function, own.Sampler, $"{own.Regrets.Count}", Medians(own), peer is null ? "–" : Medians(peer), peer is null ? "–" : p.ToString("0.000", CultureInfo.InvariantCulture),
            Verdict(p, isGreater, peer), own.MillisecondsAPoint.ToString("0.000", CultureInfo.InvariantCulture),
                peer?.MillisecondsAPoint.ToString("0.0", CultureInfo.InvariantCulture) ?? "–",
        ];
        write($"| {string.Join(" | ", cells)} |");
        return isGreater && p < 0.01;
    }

    private static string Verdict(double p, bool isGreater, SearchFigures? peer) => peer is null ? "" : p >= 0.01 ? "level" : isGreater ? "worse" : "better";

    private static string Medians(SearchFigures figures) =>
        string.Join(" / ", Enumerable.Range(0, 3).Select(at => figures.Median(at).ToString("G2", CultureInfo.InvariantCulture)));

    private static SearchFigures Measure(TestFunction function, string name, int lag, Func<TestFunction, ulong, IAdaptiveSampler> make, int seeds)
    {
        var regrets = new List<double[]>();
        var proposing = new Stopwatch();
        for (var seed = 0; seed < seeds; seed++)
            regrets.Add(Search(function, make(function, (ulong)seed), lag, proposing));
        return new SearchFigures(function.Name, name, regrets, proposing.Elapsed.TotalMilliseconds / (seeds * Points));
    }

    private static double[] Search(TestFunction function, IAdaptiveSampler sampler, int lag, Stopwatch proposing)
    {
        var (history, results, course, seen) = (new SearchHistory(), new List<SearchResult>(), new List<double>(), 0);
        for (var point = 0; point < Points; point++)
        {
            for (; seen < sampler.SeenBelow(point, lag); seen++)
                history.Add(results[seen]);
            proposing.Start();
            var values = sampler.Propose(point, history);
            proposing.Stop();
            var result = new SearchResult(point, values, function.At(values));
            history.Add(result with { Objectives = [] });
            results.Add(result);
            course.Add(Math.Min(course.Count == 0 ? double.PositiveInfinity : course[^1], result.Objectives[0] - function.Optimum));
        }

        return [.. SearchFigures.After.Select(points => course[points - 1])];
    }
}
