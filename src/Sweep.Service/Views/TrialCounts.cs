using System.Globalization;
using System.Text.Json.Serialization;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>Trials of a sweep by state; they sum to the planned ones.</summary>
public sealed record TrialCounts(long Waiting, long Running, long Completed, long Pruned, long Failed, long Cancelled)
{
    [JsonIgnore]
    public long Finished => Completed + Pruned + Failed;

    /// <param name="sweep">The sweep.</param>
    /// <param name="totals">Its rows.</param>
    /// <param name="working">Trials without a row that some silo works on.</param>
    internal static TrialCounts Of(SweepRecord sweep, TrialTotals totals, long working)
    {
        var left = Math.Max(0, sweep.PlannedTrials - totals.Rows);
        if (sweep.State == SweepState.Cancelled)
            return new TrialCounts(0, 0, totals.Completed, totals.Pruned, totals.Failed, left);
        var running = Math.Clamp(working, 0, left);
        return new TrialCounts(left - running, running, totals.Completed, totals.Pruned, totals.Failed, 0);
    }

    /// <summary>Leased numbers without a row, of leases that have not expired.</summary>
    internal static long Leased(IEnumerable<LeaseRecord> leases, FinishedNumbers finished, DateTimeOffset now)
    {
        var leased = 0L;
        foreach (var range in leases.Where(lease => lease.ExpiresAt > now).SelectMany(lease => lease.Numbers))
        {
            var start = Math.Max(range.Start, finished.Frontier);
            leased += Math.Max(0, range.End - start);
            foreach (var done in finished.Above)
                leased -= Math.Max(0, Math.Min(done.End, range.End) - Math.Max(done.Start, start));
        }

        return leased;
    }

    /// <summary>"240 completed, 2 running, 118 waiting"; what is zero is left out.</summary>
    public override string ToString()
    {
        (long Count, string State)[] all =
        [
            (Completed, "completed"), (Pruned, "pruned"), (Failed, "failed"), (Running, "running"), (Waiting, "waiting"), (Cancelled, "cancelled"),
        ];
        var shown = all.Where(one => one.Count > 0).Select(one => $"{one.Count.ToString("N0", CultureInfo.InvariantCulture)} {one.State}");
        return string.Join(", ", shown) is { Length: > 0 } text ? text : "none";
    }
}
