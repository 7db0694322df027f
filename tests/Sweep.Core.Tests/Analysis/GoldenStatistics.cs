using System.Text.Json;
using Sweep.Core.Analysis;

namespace Sweep.Core.Tests.Analysis;

/// <summary>Golden/statistics.json: what R says of made-up runs.</summary>
public sealed record GoldenStatistics(
    GoldenStatistics.ChiSquareValue[] ChiSquare, GoldenStatistics.GammaValue[] Gamma, GoldenStatistics.SurvivalCase[] Survival,
    GoldenStatistics.HypervolumeCase[] Hypervolume)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static GoldenStatistics All { get; } = JsonSerializer.Deserialize<GoldenStatistics>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "statistics.json")), Options)!;

    public sealed record ChiSquareValue(double ChiSquare, int Degrees, double Above);

    public sealed record GammaValue(double A, double X, double Lower, double Upper, double LogGamma);

    /// <param name="Runs">Group, iterations, 1 where the target was reached, replicate.</param>
    public sealed record SurvivalCase(
        string Name, int Horizon, int[][] Runs, double ChiSquare, double PValue, long[] Observed, double[] Expected, double?[] Median, int?[] MedianLow,
        int?[] MedianHigh, double[] Mean, double[] MeanError, double[] PairChiSquare, double[] PairPValue, double[] PairCorrected)
    {
        public (string Name, Observation[] Runs)[] Groups() =>
        [
            .. from run in Runs
               group new Observation(run[1], run[2] == 1, (uint)run[3]) by run[0] into one
               orderby one.Key
               select ($"{one.Key}", one.ToArray()),
        ];
    }

    /// <param name="Front">Places of the points that none dominates.</param>
    public sealed record HypervolumeCase(string Name, double[][] Points, double[] Reference, double Volume, int[] Front);
}
