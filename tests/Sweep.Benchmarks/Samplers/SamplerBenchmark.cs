using System.Diagnostics;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Benchmarks.Samplers;

/// <summary>What it takes to say which point a number is, by sampler: nanoseconds and allocated bytes a trial, over a million trials and far out.</summary>
internal static class SamplerBenchmark
{
    private const int Trials = 1_000_000;

    private const int Rounds = 5;

    private const string Grid = """
        name: grid
        parameters:
          pattern: [circle, diamond]
          learning_rate: { log: [0.0001, 0.1], count: 1000 }
          iterations: { linear: [100, 5090], count: 500 }
          samples: { linear: [100, 1000], count: 100 }
          hidden: { linear: [1, 100], count: 100 }
        """;

    private const string Sampled = """
        name: sampled
        parameters:
          pattern: [circle, diamond]
          learning_rate: { log: [0.0001, 0.1] }
          iterations: { log: [100, 10000] }
          samples: { linear: [100, 1000] }
          hidden: { linear: [1, 100] }
        sampler: { kind: KIND, trials: 1000000000, seed: 1 }
        """;

    public static int Run()
    {
        Console.WriteLine($"Number to trial, five parameters, {Trials:N0} trials a round, the best of {Rounds} rounds");
        foreach (var kind in new[] { "grid", "random", "sobol" })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var space = new SearchSpace(SpecReader.Read(kind == "grid" ? Grid : Sampled.Replace("KIND", kind, StringComparison.Ordinal)).Spec!);
            var own = GC.GetAllocatedBytesForCurrentThread() - before;
            var near = Measure(space, 0);
            var far = Measure(space, 1_000_000_000 - Trials);
            Console.WriteLine($"{kind,-7} from 0: {near.Nanoseconds,5:N0} ns, {near.Bytes,4:N0} bytes   from {1_000_000_000 - Trials:N0}: {far.Nanoseconds,5:N0} ns, {far.Bytes,4:N0} bytes   to read and make it: {own / 1024:N0} KiB");
        }

        return 0;
    }

    private static (double Nanoseconds, double Bytes) Measure(SearchSpace space, long first)
    {
        var best = (Nanoseconds: double.PositiveInfinity, Bytes: 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var since = Stopwatch.GetTimestamp();
            var sum = 0L;
            for (var number = first; number < first + Trials; number++)
                sum += space.TrialAt(number).Number;
            var nanoseconds = Stopwatch.GetElapsedTime(since).TotalNanoseconds / Trials;
            GC.KeepAlive(sum);
            if (nanoseconds < best.Nanoseconds)
                best = (nanoseconds, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Trials);
        }

        return best;
    }
}
