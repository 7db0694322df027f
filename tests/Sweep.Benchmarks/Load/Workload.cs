using System.Globalization;
using System.Text.Json;

namespace Sweep.Benchmarks.Load;

/// <summary>How much of everything a run of the benchmark measures.</summary>
/// <param name="Rounds">Interleaved rounds; figures are medians over them.</param>
/// <param name="CurveReplicates">Replicates of each of the 20 points whose curves are stored.</param>
/// <param name="TinyTrials">Trials of 20 iterations on 20 samples.</param>
/// <param name="GrowthTrials">Tiny trials of the sweep in which the cost of a trial is followed; 0 to leave that out.</param>
/// <param name="MillionTrials">Tiny trials of the sweep whose memory is watched; 0 to leave that out.</param>
/// <param name="OptunaTrials">Empty trials given to Optuna.</param>
/// <param name="OptunaCurves">Optuna's trials that report <see cref="CurveIterations"/> losses each.</param>
/// <param name="NumPyNth">NumPy trains every so many-th trial of the sweep.</param>
internal sealed record Workload(
    int Rounds, int CurveReplicates, int TinyTrials, int GrowthTrials, int MillionTrials, int OptunaTrials, int OptunaCurves, int NumPyNth)
{
    public const int CurveIterations = 1000;

    /// <summary>The exercise's own, and the spec's default.</summary>
    public const int CurveSamples = 500;

    /// <summary>So few that storing, not training, decides how many points a second there are.</summary>
    public const int FewSamples = 100;

    private static readonly string[] Patterns = ["circle", "diamond", "centered_square", "thick_right_angle", "thin_right_angle"];
    private static readonly double[] LearningRates = [0.0003, 0.001, 0.003, 0.01];

    public static Workload Full { get; } = new(5, 300, 40_000, 100_000, 1_000_000, 400, 6, 40);

    public static Workload Quick { get; } = new(1, 30, 4_000, 0, 0, 100, 2, 60);

    public int CurveTrials => Patterns.Length * LearningRates.Length * CurveReplicates;

    /// <summary>The sweep whose curves are stored.</summary>
    /// <param name="every">Iterations between recorded points.</param>
    /// <param name="samples">Data points of a trial.</param>
    public string CurveSpec(int every, int samples = CurveSamples) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        name: curves-{{every}}-{{samples}}
        parameters:
          pattern: [{{string.Join(", ", Patterns)}}]
          learning_rate: [{{string.Join(", ", LearningRates.Select(rate => rate.ToString(CultureInfo.InvariantCulture)))}}]
          iterations: [{{CurveIterations}}]
          samples: [{{samples}}]
        replicates: {{CurveReplicates}}
        record: { every: {{every}} }
        reuse: none
        """);

    /// <summary>Trials so short that all but training is measured.</summary>
    public static string TinySpec(int trials) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        name: tiny-{{trials}}
        parameters:
          pattern: [circle, diamond]
          iterations: [20]
          samples: [20]
        replicates: {{trials / 2}}
        reuse: none
        """);

    /// <summary>The sweep of <see cref="CurveSpec"/> as numpy_pool.py reads it.</summary>
    public string NumPyJson() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["patterns"] = Patterns,
        ["learning_rates"] = LearningRates,
        ["replicates"] = CurveReplicates,
        ["samples"] = CurveSamples,
        ["iterations"] = CurveIterations,
        ["data_seed"] = 0,
        ["init_seed"] = 1241,
    });
}
