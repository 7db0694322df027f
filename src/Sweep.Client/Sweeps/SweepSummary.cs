using Sweep.Storage;

namespace Sweep.Client.Sweeps;

/// <summary>A sweep and the sums over its rows.</summary>
internal sealed record SweepSummary(SweepRecord Sweep, TrialTotals Totals)
{
    /// <summary>Seconds from submitting to the end, or to <paramref name="now"/>.</summary>
    public double Seconds(DateTimeOffset now) => ((Sweep.FinishedAt ?? now) - Sweep.CreatedAt).TotalSeconds;
}
