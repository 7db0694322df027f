using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>
/// Which parameters decide whether a run is among the best tenth: PED-ANOVA. For each parameter, the Pearson divergence between the density of its values among
/// the best runs and that among all: S. Watanabe, A. Bansal, F. Hutter: PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary Subspaces
/// (IJCAI 2023, γ′ = 0.1 and γ = 1), in the form for parameters that only some runs have: Conditional PED-ANOVA (2026, theorem 4.2). Densities are those of
/// Optuna 5: <see cref="ImportanceDensity"/>.
/// </summary>
/// <remarks>
/// What parameters do only together is in no divergence. Runs are ranked by whether they reached the target, then by when, then by the best value of the
/// objective, so that one that was still on its way at its end is worse than one that got there, and no guess of when it would have is needed.
/// </remarks>
public static class Importance
{
    private const double BestShare = 0.1;

    /// <summary>Runs that a divergence is taken of at least.</summary>
    private const int FewestOfAKind = 2;

    /// <param name="runs">Of trials that differ only in the resource one, as <see cref="LongestRuns"/> chooses; those without a value of the objective are left out.</param>
    /// <param name="parameters">The parameters to look at; those with a single value are left out.</param>
    /// <param name="ranking">What is better.</param>
    public static ImportanceTable Of(IEnumerable<TrialOutcome> runs, IEnumerable<Parameter> parameters, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(ranking);
        TrialOutcome[] all = [.. runs.Where(run => double.IsFinite(run.BestValue))];
        var best = BestOf(all, ranking, out var count);
        List<(string Name, int Levels, double Divergence)> found = [];
        foreach (var parameter in parameters)
        {
            if (ImportanceDomain.Of(parameter) is { } domain)
                found.Add((parameter.Name, LevelsOf(all, parameter.Name), all.Length < 2 ? 0 : DivergenceOf(all, best, count, parameter.Name, domain)));
        }

        var sum = found.Sum(one => one.Divergence);
        return new(
            all.Length, count,
            [.. found
                .OrderByDescending(one => one.Divergence)
                .Select(one => new ParameterImportance(one.Name, one.Levels, one.Divergence, sum > 0 ? one.Divergence / sum : 1.0 / found.Count))]);
    }

    /// <summary>Which runs are at least as good as the last of the best tenth.</summary>
    private static bool[] BestOf(TrialOutcome[] runs, Ranking ranking, out int count)
    {
        var isBest = new bool[runs.Length];
        count = 0;
        if (runs.Length == 0)
            return isBest;
        int[] reached = [.. runs.Select(run => ranking.HasTarget ? run.ReachedAt ?? int.MaxValue : 0)];
        double[] ranks = [.. runs.Select(run => ranking.Objective.Rank(run.BestValue))];
        var (lastReached, lastRank) = LastOfBest(reached, ranks, (int)Math.Ceiling(BestShare * runs.Length));
        for (var k = 0; k < runs.Length; k++)
        {
            isBest[k] = reached[k] < lastReached || (reached[k] == lastReached && ranks[k] <= lastRank);
            count += isBest[k] ? 1 : 0;
        }

        return isBest;
    }

    /// <summary>When the last of so many best runs reached the target, and its rank: plain numbers are sorted several times faster than pairs.</summary>
    private static (int ReachedAt, double Rank) LastOfBest(int[] reached, double[] ranks, int best)
    {
        var ascending = reached.ToArray();
        Array.Sort(ascending);
        var at = ascending[best - 1];
        double[] among = [.. ranks.Where((_, k) => reached[k] == at)];
        Array.Sort(among);
        return (at, among[best - 1 - Array.IndexOf(ascending, at)]);
    }

    private static double DivergenceOf(TrialOutcome[] runs, bool[] best, int bestCount, string name, ImportanceDomain domain)
    {
        var (all, top) = (new int[domain.Cells], new int[domain.Cells]);
        var (allOfKind, topOfKind) = (0, 0);
        TrialPoint? point = null;
        int? cellOfPoint = null;
        for (var k = 0; k < runs.Length; k++)
        {
            // Replicates, which follow each other, share their point.
            if (!ReferenceEquals(runs[k].Point, point))
            {
                point = runs[k].Point;
                cellOfPoint = point.Find(name) is { } value ? domain.CellOf(value) : null;
            }

            if (cellOfPoint is not { } cell)
                continue;
            all[cell]++;
            allOfKind++;
            if (!best[k])
                continue;
            top[cell]++;
            topOfKind++;
        }

        if (allOfKind < FewestOfAKind || topOfKind == 0)
            return 0;
        var (ofTop, ofAll) = (ImportanceDensity.Of(top, domain.IsOrdered), ImportanceDensity.Of(all, domain.IsOrdered));
        var divergence = 0.0;
        for (var cell = 0; cell < all.Length; cell++)
            divergence += ofAll[cell] * ((ofTop[cell] / ofAll[cell] - 1) * (ofTop[cell] / ofAll[cell] - 1));
        var (topShare, allShare, quantile) = ((double)topOfKind / bestCount, (double)allOfKind / runs.Length, (double)bestCount / runs.Length);
        return topShare * topShare / allShare * divergence * (quantile * quantile);
    }

    private static int LevelsOf(TrialOutcome[] runs, string name)
    {
        HashSet<ParameterValue> levels = [];
        TrialPoint? point = null;
        foreach (var run in runs)
        {
            if (!ReferenceEquals(run.Point, point) && run.Point.Find(name) is { } value)
                levels.Add(value);
            point = run.Point;
        }

        return levels.Count;
    }
}
