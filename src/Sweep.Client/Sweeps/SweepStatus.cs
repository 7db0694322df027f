using Sweep.Client.Silos;
using Sweep.Core.Sweeps;
using Sweep.Grains.Silos;
using Sweep.Storage;

namespace Sweep.Client.Sweeps;

/// <summary>How a sweep stands, as the store tells it.</summary>
internal sealed record SweepStatus(SweepRecord Sweep, TrialTotals Totals, TrialCounts Counts, DateTimeOffset Now, LiveKnowledge? Live = null)
{
    /// <summary>Who works on it, while that lasts.</summary>
    public string? Owner => Sweep.OwnerUntil > Now ? Sweep.Owner : null;

    /// <summary>
    /// Who had it when the time of that ran out, and is not known to be dead: it may wait for the database, which somebody has locked.
    /// </summary>
    public string? LateOwner => Owner is null && Sweep.Owner is { } late && !ProcessIdentity.IsKnownDead(late) ? late : null;

    /// <summary>Rows a second from submitting to the end or, while it runs, to the last row; null without rows.</summary>
    public double? Rate
    {
        get
        {
            var end = Sweep.State == SweepState.Completed ? Sweep.FinishedAt : Totals.LastFinishedAt;
            var seconds = (end - Sweep.CreatedAt)?.TotalSeconds;
            return Totals.Rows > 0 && seconds > 0 ? Totals.Rows / seconds : null;
        }
    }
}
