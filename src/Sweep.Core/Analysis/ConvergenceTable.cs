using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Core.Analysis;

/// <summary>Ranks the values of a parameter by how surely and how fast their runs reached the target.</summary>
public static class ConvergenceTable
{
    /// <summary>
    /// One row a value of <paramref name="by"/>, best first: greatest share that reached the target, then smallest median, then
    /// smallest best, then the value's own order.
    /// </summary>
    /// <remarks>
    /// Trials that differ only in iterations count once, the longest. Grouped by iterations each counts in its own group, because
    /// there the shorter one answers the question: what share has reached the target within so many iterations.
    /// </remarks>
    public static IReadOnlyList<ConvergenceRow> Build(IEnumerable<TrialOutcome> outcomes, ParameterName by)
    {
        var runs = (by == ParameterName.Iterations ? outcomes : LongestRuns.Of(outcomes)).ToArray();
        var order = new SettingOrder(by);
        Array.Sort(runs, order);
        var ranked = new List<(OutcomeTally Tally, ConvergenceRow Row)>();
        var scratch = new List<Observation>();
        foreach (var group in Stretches(runs, order.IsSameGroup))
        {
            var ofGroup = runs.AsSpan(group);
            var tally = OutcomeTally.Of(ofGroup, scratch);
            var row = new ConvergenceRow(
                by, ParameterValues.Text(runs[group.Start.Value].Point, by), tally.Trials, tally.Reached, tally.Share,
                tally.MedianIterations, tally.BestIterations, Best(runs, group, order, scratch));
            ranked.Add((tally, row));
        }
        // OrderBy is stable, so the values' own order decides between equals.
        return [.. ranked
            .OrderBy(entry => entry.Tally, Comparer<OutcomeTally>.Create((one, other) => one.RankAgainst(other)))
            .ThenBy(entry => entry.Row.BestIterations ?? int.MaxValue)
            .Select(entry => entry.Row)];
    }

    private static BestSetting Best(TrialOutcome[] runs, Range group, SettingOrder order, List<Observation> scratch)
    {
        OutcomeTally? best = null;
        Range where = default;
        var (offset, length) = group.GetOffsetAndLength(runs.Length);
        foreach (var setting in Stretches(new ArraySegment<TrialOutcome>(runs, offset, length), order.IsSameSetting))
        {
            var tally = OutcomeTally.Of(runs.AsSpan(offset, length)[setting], scratch);
            if (best is { } present && IsNoBetter(tally, present))
                continue;
            (best, where) = (tally, setting);
        }
        var chosen = runs.AsSpan(offset, length)[where];
        var longest = chosen[0].Point;
        foreach (var run in chosen)
        {
            if (run.Point.Iterations > longest.Iterations)
                longest = run.Point;
        }
        var found = best!.Value;
        return new(longest, found.Trials, found.Reached, found.Share, found.MedianIterations, found.BestLoss);
    }

    private static bool IsNoBetter(in OutcomeTally tally, in OutcomeTally present) => tally.RankAgainst(present) switch
    {
        < 0 => false,
        > 0 => true,
        _ => tally.BestLoss >= present.BestLoss,
    };

    /// <summary>The stretches of neighbours that are alike, as ranges within <paramref name="runs"/>.</summary>
    private static IEnumerable<Range> Stretches(IReadOnlyList<TrialOutcome> runs, Func<TrialPoint, TrialPoint, bool> areAlike)
    {
        var start = 0;
        for (var i = 1; i <= runs.Count; i++)
        {
            if (i < runs.Count && areAlike(runs[start].Point, runs[i].Point))
                continue;
            if (i > start)
                yield return start..i;
            start = i;
        }
    }
}
