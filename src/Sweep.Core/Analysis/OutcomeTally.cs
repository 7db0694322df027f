using System.Runtime.InteropServices;

namespace Sweep.Core.Analysis;

/// <summary>What a set of runs sums to.</summary>
internal readonly record struct OutcomeTally(long Trials, long Reached, int? MedianIterations, int? BestIterations, double BestLoss)
{
    public double Share => (double)Reached / Trials;

    /// <summary>Tallies runs; <paramref name="scratch"/> is emptied and reused.</summary>
    public static OutcomeTally Of(ReadOnlySpan<TrialOutcome> runs, List<Observation> scratch)
    {
        scratch.Clear();
        long reached = 0;
        int? best = null;
        var loss = double.PositiveInfinity;
        foreach (var run in runs)
        {
            scratch.Add(Observation.Of(run));
            loss = Math.Min(loss, double.IsNaN(run.BestLoss) ? double.PositiveInfinity : run.BestLoss);
            if (run.ReachedAt is not { } at)
                continue;
            reached++;
            best = Math.Min(best ?? at, at);
        }
        return new(runs.Length, reached, KaplanMeier.Median(CollectionsMarshal.AsSpan(scratch)), best, loss);
    }

    /// <summary>Negative where this is better: greater share, then smaller median (none is worst).</summary>
    public int RankAgainst(in OutcomeTally other)
    {
        // Shares compared as fractions: reached/trials against reached/trials.
        var share = ((Int128)other.Reached * Trials).CompareTo((Int128)Reached * other.Trials);
        return share != 0 ? share : (MedianIterations ?? int.MaxValue).CompareTo(other.MedianIterations ?? int.MaxValue);
    }
}
