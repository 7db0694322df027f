using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Testing;

/// <summary>Short sweeps by every sampler, with every pruner, as people write them.</summary>
public static class SearchSpecs
{
    private const string Space = """
        parameters:
          pattern: [circle]
          learning_rate: { log: [0.001, 0.1] }
          iterations: [24300]
          samples: { linear: [20, 80], step: 10 }
          hidden: { linear: [2, 12] }
        record: { every: 100 }
        reuse: none
        """;

    /// <summary>One of each, and of the rules and objectives that a search may have.</summary>
    /// <param name="command">Words of a YAML list: a program that reports a loss of <c>${args}</c>, at most three of kind, slope, depth and curl.</param>
    public static IReadOnlyList<SweepSpec> All(string command) =>
    [
        Read("random", "sampler: { kind: random, trials: 30 }\npruner: { kind: target, min: 2700 }\nreplicates: 2"),
        Read("sobol", "sampler: { kind: sobol, trials: 32 }\npruner: { kind: hyperband, min: 900 }\nreplicates: 2"),
        Searched("asha"),
        Read("cma-es", "sampler: { kind: cma_es, trials: 30 }\nreplicates: 2"),
        Read("nsga-ii", "sampler: { kind: nsga_ii, trials: 40, population: 10 }\nobjective: [{ metric: loss, goal: minimize }, { metric: hidden, goal: minimize }]"),
        Read("gp", "sampler: { kind: gp, trials: 16, lag: 4 }\npruner: { kind: median, min: 2700, cohort: 4 }"),
        Read("auto", "sampler: { kind: auto, trials: 24, lag: 4 }\nconstraints: [hidden < 9]"),
        Conditional(command),
    ];

    /// <summary>A search by TPE with early stopping and a constraint.</summary>
    public static SweepSpec Searched(string name) => Read(
        name,
        """
        sampler: { kind: tpe, trials: 40, seed: 7, lag: 8 }
        pruner: { kind: asha, min: 2700, cohort: 8 }
        constraints: ["samples * hidden < 700"]
        replicates: 3
        """);

    private static SweepSpec Conditional(string command) => Parse(
        $$"""
        name: conditional
        trainer: { command: [{{command}}], deterministic: true }
        parameters:
          kind: [flat, deep]
          slope: { linear: [0.0, 2] }
          depth: { linear: [1, 9], when: { kind: deep } }
          curl: { log: [0.01, 1.0], when: { kind: flat } }
        constraints: [slope + curl < 1.5]
        sampler: { kind: tpe, trials: 30, lag: 6 }
        reuse: none
        """);

    private static SweepSpec Read(string name, string search) => Parse($"name: {name}\n{Space}\n{search}\n");

    private static SweepSpec Parse(string text)
    {
        var read = SpecReader.Read(text);
        return read.Errors.IsEmpty ? read.Spec! : throw new InvalidOperationException($"{text}\n{string.Join('\n', read.Errors)}");
    }
}
