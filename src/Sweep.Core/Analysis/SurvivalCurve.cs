namespace Sweep.Core.Analysis;

/// <summary>
/// The whole curve of which <see cref="KaplanMeier.Median(ReadOnlySpan{Observation})"/> is one point, for pictures: the share of runs that have
/// reached the target by an iteration, those that were censored counted as long as they were there. Bands are
/// S ± 1.96 standard errors by M. Greenwood's formula (1926), held within 0 and 1.
/// </summary>
/// <param name="Points">In order of iteration, one wherever some run reached the target.</param>
/// <param name="Median">Smallest iteration by which half have reached it; null where fewer do.</param>
/// <param name="MedianLow">
/// Smallest iteration that the band leaves possible as median (R. Brookmeyer, J. Crowley: A confidence interval for the median survival time, 1982);
/// null where there is none.
/// </param>
/// <param name="MedianHigh">Greatest such iteration; null where the band has no end there.</param>
public sealed record SurvivalCurve(IReadOnlyList<SurvivalPoint> Points, int? Median, int? MedianLow, int? MedianHigh)
{
    private const double NormalQuantile = 1.96;

    /// <summary>The curve of these runs, in any order.</summary>
    public static SurvivalCurve Of(ReadOnlySpan<Observation> runs)
    {
        var sorted = runs.ToArray();

        // A run censored at t is still at risk at t.
        Array.Sort(sorted, static (one, other) => (one.Iterations, !one.Reached).CompareTo((other.Iterations, !other.Reached)));
        var (share, variance) = (1.0, 0.0);
        int? low = null, high = null;
        List<SurvivalPoint> points = [];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            if (sorted[start].Reached)
            {
                var (atRisk, reached) = (sorted.Length - start, end - start);
                share *= (double)(atRisk - reached) / atRisk;
                variance += atRisk == reached ? 0 : (double)reached / ((double)atRisk * (atRisk - reached));
                var error = NormalQuantile * share * Math.Sqrt(variance);
                var point = new SurvivalPoint(sorted[start].Iterations, 1 - share, Math.Max(0, 1 - share - error), Math.Min(1, 1 - share + error));
                points.Add(point);
                low ??= point.High >= 0.5 ? point.Iteration : null;
                high ??= point.Low >= 0.5 ? point.Iteration : null;
            }

            start = end;
        }

        return new(points, KaplanMeier.Median(runs), low, high);
    }
}
