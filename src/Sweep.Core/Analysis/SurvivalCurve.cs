using Sweep.Core.Arithmetic;

namespace Sweep.Core.Analysis;

/// <summary>
/// The whole curve of which <see cref="KaplanMeier.Median(ReadOnlySpan{Observation})"/> is one point: the share of runs that have reached the target by an
/// iteration, those that were censored counted as long as they were there. Bands are those of log(−log S), with M. Greenwood's variance: they stay within 0 and
/// 1 and hold what they promise where runs are few (J. D. Kalbfleisch, R. L. Prentice: The Statistical Analysis of Failure Time Data, 1980). Where S is 0 that
/// has no value: the lower end stays where it was, and the upper one is 1.
/// </summary>
/// <param name="Points">In order of iteration, one wherever some run reached the target.</param>
/// <param name="Median">Smallest iteration by which half have reached it; null where fewer do.</param>
/// <param name="MedianLow">
/// Smallest iteration that the 95 % band leaves possible as median (R. Brookmeyer, J. Crowley: A confidence interval for the median survival time, 1982);
/// null where there is none.
/// </param>
/// <param name="MedianHigh">Greatest such iteration; null where the band has no end there.</param>
public sealed record SurvivalCurve(IReadOnlyList<SurvivalPoint> Points, int? Median, int? MedianLow, int? MedianHigh)
{
    /// <summary>The curve of these runs, in any order.</summary>
    public static SurvivalCurve Of(ReadOnlySpan<Observation> runs)
    {
        var (left, variance, lowest) = (1.0, 0.0, 0.0);
        int? low = null, high = null;
        List<SurvivalPoint> points = [];
        foreach (var step in SurvivalStep.Of(runs))
        {
            left *= step.Factor;
            variance += step.Variance;
            var log = DeterministicMath.Log(left);
            var (mostLeft, leastLeft) = (1 - lowest, 0.0);
            if (left > 0)
            {
                // S to the power of exp(±z·√variance ÷ ln S).
                var width = Probabilities.Normal95 * Math.Sqrt(variance) / log;
                mostLeft = DeterministicMath.Exp(log * DeterministicMath.Exp(width));
                leastLeft = DeterministicMath.Exp(log * DeterministicMath.Exp(-width));
                low ??= leastLeft <= 0.5 ? step.Iteration : null;
                high ??= mostLeft <= 0.5 ? step.Iteration : null;
            }
            else
            {
                low ??= step.Iteration;
            }

            points.Add(new(step.Iteration, 1 - left, lowest = 1 - mostLeft, 1 - leastLeft));
        }

        return new(points, KaplanMeier.Median(runs), low, high);
    }
}
