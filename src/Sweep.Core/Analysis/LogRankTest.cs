using Sweep.Core.Arithmetic;

namespace Sweep.Core.Analysis;

/// <summary>
/// Whether groups of runs reach the target at different speeds: the log-rank test with the variance of the hypergeometric distribution, which allows for ties,
/// stratified by replicate, because runs of one replicate share their seeds and are compared with each other alone. N. Mantel: Evaluation of survival data and
/// two new rank order statistics (1966); R. Peto, J. Peto: Asymptotically efficient rank invariant test procedures (1972).
/// </summary>
/// <param name="ChiSquare">How far the groups are from what one speed for all would give.</param>
/// <param name="Degrees">Degrees of freedom: 1 less than the groups, where the runs tell all apart; 0 where they tell none.</param>
/// <param name="PValue">The probability of so great a χ² by chance; 1 where no degree is left.</param>
/// <param name="Observed">By group: runs that reached the target.</param>
/// <param name="Expected">By group: how many would have, if all groups were alike.</param>
public sealed record LogRankTest(double ChiSquare, int Degrees, double PValue, IReadOnlyList<long> Observed, IReadOnlyList<double> Expected)
{
    /// <param name="groups">Runs of each, in any order.</param>
    public static LogRankTest Of(IReadOnlyList<Observation[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var sums = new LogRankSums(groups.Count);
        var runs = new ulong[groups.Sum(group => group.Length)];
        var groupOf = new int[runs.Length];
        var place = 0;
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var run in groups[group])
                (runs[place], groupOf[place++]) = (LogRankSums.KeyOf(run), group);
        }

        Array.Sort(runs, groupOf);
        for (var start = 0; start < runs.Length;)
        {
            var end = start + 1;
            while (end < runs.Length && LogRankSums.AreOfOneStratum(runs[start], runs[end]))
                end++;
            sums.AddStratum(runs.AsSpan(start, end - start), groupOf.AsSpan(start, end - start));
            start = end;
        }

        var (chiSquare, degrees) = sums.Test();
        return new(chiSquare, degrees, degrees == 0 ? 1 : Probabilities.ChiSquareAbove(chiSquare, degrees), sums.Observed, sums.Expected);
    }
}
