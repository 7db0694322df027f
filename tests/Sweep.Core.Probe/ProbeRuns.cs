using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweep.Core.Arithmetic;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Core.Probe;

/// <summary>A fixed set of short runs that reaches every path of the kernels: tails, odd units, several chunks, saturation.</summary>
internal static class ProbeRuns
{
    private static readonly int[] Hidden = [1, 2, 3, 4, 5, 8, 13, 64, 256];

    private static readonly int[] Samples = [1, 2, 7, 8, 9, 15, 16, 17, 63, 129, 256, 257, 500, 513];

    private static readonly double[] Rates = [0.001, 0.1, 10, 1e6, 1e300];

    private static readonly int[] Features = [1, 2, 3, 4, 5, 30, 65, 257];

    /// <summary>How many lines <see cref="Compute"/> gives.</summary>
    public static int Count => (Hidden.Length * Samples.Length + Features.Length * Scales) * Rates.Length + 1;

    private static int Scales => Enum.GetValues<FeatureScale>().Length;

    /// <summary>A line a run: what it was, and a hash of all that it gave.</summary>
    public static IEnumerable<string> Compute(KernelKind kind)
    {
        var seed = 0u;
        foreach (var hidden in Hidden)
        {
            foreach (var samples in Samples)
            {
                foreach (var rate in Rates)
                {
                    var pattern = (Pattern)(seed % 5);
                    var plan = new TrainingPlan(new PerceptronPoint(pattern, rate, hidden > 16 ? 6 : 20, samples, hidden), seed, seed + 1, 0.6);
                    seed++;
                    yield return string.Create(CultureInfo.InvariantCulture, $"{hidden} {samples} {rate} {Hash(plan, kind)}");
                }
            }
        }

        foreach (var line in ComputeTables(kind))
            yield return line;
        yield return $"math {MathHash()}";
    }

    private static IEnumerable<string> ComputeTables(KernelKind kind)
    {
        var seed = 0u;
        foreach (var features in Features)
        {
            foreach (var scale in Enum.GetValues<FeatureScale>())
            {
                foreach (var rate in Rates)
                {
                    var hidden = Hidden[seed % Hidden.Length];
                    var samples = Samples[seed % Samples.Length];
                    var plan = new TrainingPlan(new PerceptronPoint(default, rate, hidden > 16 ? 4 : 12, samples, hidden), seed, seed + 1, 0.6)
                    {
                        Source = new DataSource(ProbeTables.Of(features, samples + 9, seed), scale),
                    };
                    seed++;
                    yield return string.Create(CultureInfo.InvariantCulture, $"{features} {scale} {hidden} {samples} {rate} {Hash(plan, kind)}");
                }
            }
        }
    }

    private static string Hash(TrainingPlan plan, KernelKind kind)
    {
        using var run = new TrainingRun(plan, null, kind);
        run.Advance(plan.Point.Iterations, CancellationToken.None);
        var result = run.Result();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<double>(result.Curve.Losses()));
        hash.AppendData(MemoryMarshal.AsBytes<int>(result.Curve.Corrects()));
        hash.AppendData(MemoryMarshal.AsBytes<double>(result.HiddenWeights));
        hash.AppendData(MemoryMarshal.AsBytes<double>(result.OutputWeights));
        return $"{Convert.ToHexStringLower(hash.GetHashAndReset())} {result.ReachedAt} {result.ConvergedAt}";
    }

    private static string MathHash()
    {
        var random = new RandomState(7);
        var values = new double[2000];
        for (var i = 0; i < values.Length; i += 2)
        {
            values[i] = DeterministicMath.Exp(random.Uniform(-750, 750));
            values[i + 1] = DeterministicMath.Log(random.Uniform(0, 1e6));
        }

        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(values)));
    }
}
