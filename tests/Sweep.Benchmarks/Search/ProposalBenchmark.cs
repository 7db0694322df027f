using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Cma;
using Sweep.Core.Samplers.Adaptive.Gp;
using Sweep.Core.Samplers.Adaptive.Nsga;
using Sweep.Core.Samplers.Adaptive.Tpe;
using Sweep.Core.Spaces;

namespace Sweep.Benchmarks.Search;

/// <summary>
/// The verb <c>proposals</c>: what a proposal costs when so many results are there, eight points running. TPE's bar is 1 ms at 1,000 results.
/// </summary>
internal static class ProposalBenchmark
{
    private const double Bar = 1;
    private const int Lag = 8;

    private static readonly ImmutableArray<Parameter> Mixed =
    [
        Range("rate", ParameterKind.Real, 1e-5, 1e-1, true), Range("decay", ParameterKind.Real, 1e-6, 1e-2, true), Range("momentum", ParameterKind.Real, 0, 1, false),
        Range("width", ParameterKind.Whole, 8, 512, true), Range("layers", ParameterKind.Whole, 1, 12, false), Parameter.Of("batch", 16, 32, 64, 128, 256),
        Parameter.Of("optimizer", "sgd", "adam", "rmsprop"), Parameter.Of("norm", true, false),
    ];

    /// <param name="write">Takes the lines of a table.</param>
    /// <returns>1 where the bar is missed, else 0.</returns>
    public static int Run(Action<string> write)
    {
        write("| sampler | space | results | median µs | 95 % below, µs |");
        write("|---|---|---:|---:|---:|");
        var missed = false;
        foreach (var count in new[] { 100, 1_000, 10_000 })
        {
            foreach (var (name, space) in new[] { ("2 reals", Reals(2)), ("6 reals", Reals(6)), ("mixed, 8", Mixed) })
            {
                var median = Row(write, "tpe", name, count, new TpeSampler(space, 1), space, 200);
                missed |= count == 1_000 && median > Bar * 1000;
            }
        }

        Row(write, "cma_es", "6 reals", 1_000, new CmaSampler(Reals(6), 1), Reals(6), 200);
        Row(write, "nsga_ii", "mixed, 8", 1_000, new NsgaSampler(Mixed, 1), Mixed, 200);
        foreach (var count in new[] { 100, 250, 500 })
            Row(write, "gp", "6 reals", count, new GpSampler(Reals(6), 1), Reals(6), 20);
        return missed ? 1 : 0;
    }

    private static double Row(Action<string> write, string sampler, string space, int count, IAdaptiveSampler proposer,
        ImmutableArray<Parameter> parameters, int rounds)
    {
        double[] costs = Measure(count, proposer, parameters, rounds);
        write(string.Create(CultureInfo.InvariantCulture, $"| {sampler} | {space} | {count:N0} | {costs[rounds / 2]:N0} | {costs[rounds * 95 / 100]:N0} |"));
        return costs[rounds / 2];
    }

    /// <summary>The results are those of random points, so that all samplers have the same; the least of two goes warms up.</summary>
    private static double[] Measure(int count, IAdaptiveSampler proposer, ImmutableArray<Parameter> parameters, int rounds)
    {
        var (random, history, seen) = (new RandomSampler(parameters, 7), new SearchHistory(), 0L);
        var costs = new List<double>();
        for (var point = (long)count; costs.Count < rounds * 2; point++)
        {
            for (; seen < proposer.SeenBelow(point, Lag); seen++)
                history.Add(ResultOf(seen, random.Propose(seen, history)));
            for (var running = seen + history.Running.Count; running < point; running++)
                history.Add(new SearchResult(running, random.Propose(running, history), default(double?)));
            var start = Stopwatch.GetTimestamp();
            proposer.Propose(point, history);
            costs.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return [.. costs.Skip(rounds).Order()];
    }

    private static SearchResult ResultOf(long point, ImmutableArray<ParameterValue> values) =>
        new(point, values, values.Where(value => value.Kind == ParameterKind.Real).Sum(value => Math.Abs(value.Real - 0.3)));

    private static ImmutableArray<Parameter> Reals(int count) => [.. Enumerable.Range(0, count).Select(k => Range($"x{k}", ParameterKind.Real, 0, 1, false))];

    private static Parameter Range(string name, ParameterKind kind, double low, double high, bool isLog) =>
        new(name, kind, []) { Range = new ParameterRange(kind, low, high, isLog) };
}
