using System.Runtime.InteropServices;
using Sweep.Core.Trainers;

namespace Sweep.Core.Analysis;

/// <summary>What a set of runs sums to.</summary>
internal readonly record struct OutcomeTally(long Trials, long Reached, int? MedianIterations, int? BestIterations, double BestValue)
{
    public double Share => (double)Reached / Trials;

    /// <summary>Tallies the runs of all settings as one; <paramref name="scratch"/> is emptied and reused.</summary>
    public static OutcomeTally Of(ReadOnlySpan<SettingRuns> settings, List<Observation> scratch, Objective objective)
    {
        scratch.Clear();
        var best = objective.Worst;
        foreach (var setting in settings)
        {
            scratch.AddRange(setting.Runs.Span);
            best = objective.Best(best, setting.BestValue);
        }

        return Of(CollectionsMarshal.AsSpan(scratch), best);
    }

    public static OutcomeTally Of(SettingRuns setting) => Of(setting.Runs.Span, setting.BestValue);

    /// <summary>Negative where this is better: greater share, then smaller median (none is worst).</summary>
    public int RankAgainst(in OutcomeTally other)
    {
        // Shares compared as fractions: reached/trials against reached/trials.
        var share = ((Int128)other.Reached * Trials).CompareTo((Int128)Reached * other.Trials);
        return share != 0 ? share : (MedianIterations ?? int.MaxValue).CompareTo(other.MedianIterations ?? int.MaxValue);
    }

    private static OutcomeTally Of(ReadOnlySpan<Observation> runs, double bestValue)
    {
        long reached = 0;
        int? best = null;
        foreach (var run in runs)
        {
            if (!run.Reached)
                continue;
            reached++;
            best = Math.Min(best ?? run.Iterations, run.Iterations);
        }

        return new(runs.Length, reached, KaplanMeier.Median(runs), best, bestValue);
    }
}
