namespace Sweep.Core.Analysis;

/// <summary>Ranks the values of a parameter by how surely and how fast their runs reached the target.</summary>
public static class ConvergenceTable
{
    /// <summary>
    /// One row a value of <paramref name="by"/>, or a tenth of its range (<see cref="ValueBins"/>), best first: greatest share that reached the target,
    /// then smallest median, then smallest best, then the value's own order. Runs that have no value of it, since its condition is not met, have a row too.
    /// </summary>
    /// <remarks>
    /// Trials that differ only in the resource count once, the longest. Grouped by the resource each counts in its own group, because
    /// there the shorter one answers the question: what share has reached the target within so many steps.
    /// </remarks>
    public static IReadOnlyList<ConvergenceRow> Build(IEnumerable<TrialOutcome> outcomes, string by, Ranking ranking) =>
        Build(SettingRuns.Of(outcomes, by, ranking), by, ranking);

    /// <summary>As above, of runs that are gathered by setting already: by the resource too where <paramref name="by"/> is the resource.</summary>
    public static IReadOnlyList<ConvergenceRow> Build(IReadOnlyList<SettingRuns> settings, string by, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(ranking);
        var sorted = settings.ToArray();
        var order = new SettingOrder(by, ranking);
        Array.Sort(sorted, order);
        var ranked = new List<(OutcomeTally Tally, ConvergenceRow Row)>();
        var pooled = new List<Observation>();
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && order.IsSameGroup(sorted[start].Point, sorted[end].Point))
                end++;
            var group = sorted.AsSpan(start, end - start);
            var tally = OutcomeTally.Of(group, pooled, ranking.Objective);
            var row = new ConvergenceRow(
                by, ranking.NameOf(by, group[0].Point.ValueOf(by)), tally.Trials, tally.Reached, tally.Share, tally.MedianIterations,
                tally.BestIterations, Best(group, ranking))
            {
                Bin = ranking.BinOf(by, group[0].Point.ValueOf(by)),
            };
            ranked.Add((tally, row));
            start = end;
        }

        // OrderBy is stable, so the values' own order decides between equals.
        return [.. ranked
            .OrderBy(entry => entry.Tally, Comparer<OutcomeTally>.Create((one, other) => one.RankAgainst(other)))
            .ThenBy(entry => entry.Row.BestIterations ?? int.MaxValue)
            .ThenBy(entry => ranking.HasTarget ? 0 : ranking.Objective.Rank(entry.Tally.BestValue))
            .Select(entry => entry.Row)];
    }

    private static BestSetting Best(ReadOnlySpan<SettingRuns> group, Ranking ranking)
    {
        var best = OutcomeTally.Of(group[0]);
        var chosen = group[0];
        foreach (var setting in group[1..])
        {
            var tally = OutcomeTally.Of(setting);
            if (IsNoBetter(tally, best, ranking))
                continue;
            (best, chosen) = (tally, setting);
        }

        return new(chosen.Point, best.Trials, best.Reached, best.Share, best.MedianIterations, best.BestValue)
        {
            Metric = ranking.Objective.Metric,
            FirstNumber = chosen.FirstNumber,
        };
    }

    private static bool IsNoBetter(in OutcomeTally tally, in OutcomeTally present, Ranking ranking) => tally.RankAgainst(present) switch
    {
        < 0 => false,
        > 0 => true,
        _ => !ranking.Objective.IsBetter(tally.BestValue, present.BestValue),
    };
}
