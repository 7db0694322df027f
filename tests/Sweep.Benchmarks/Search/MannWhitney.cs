namespace Sweep.Benchmarks.Search;

/// <summary>The rank-sum test of Mann and Whitney by its normal approximation, corrected for ties and continuity; good from about ten values on.</summary>
internal static class MannWhitney
{
    /// <summary>The two-sided p-value of two samples being of one distribution, and whether the first tends to the greater values.</summary>
    public static (double P, bool IsGreater) Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var all = first.Select(value => (Value: value, IsFirst: true))
            .Concat(second.Select(value => (Value: value, IsFirst: false)))
            .GroupBy(pair => pair.Value).OrderBy(group => group.Key);
        var (rank, rankSum, ties) = (1.0, 0.0, 0.0);
        foreach (var group in all)
        {
            double count = group.Count();
            rankSum += group.Count(pair => pair.IsFirst) * (rank + (count - 1) / 2);
            ties += count * count * count - count;
            rank += count;
        }

        double n = first.Count, m = second.Count, total = n + m;
        var excess = rankSum - n * (n + 1) / 2 - n * m / 2;
        var deviation = Math.Sqrt(n * m / 12 * (total + 1 - ties / (total * (total - 1))));
        var z = deviation == 0 ? 0 : Math.Max(0, Math.Abs(excess) - 0.5) / deviation;
        return (2 * Sweep.Core.Arithmetic.Normal.Cdf(-z), excess > 0);
    }
}
