using Sweep.Core.Trials;
using Sweep.Service.Results;

namespace Sweep.Web.Charts;

/// <summary>Which slot of which silo trained when.</summary>
/// <param name="Start">When the first trial began; null without trials.</param>
/// <param name="Seconds">From there to the end of the last.</param>
/// <param name="Slots">By silo and slot.</param>
public sealed record Timeline(DateTimeOffset? Start, double Seconds, IReadOnlyList<SlotWork> Slots)
{
    // Gaps smaller than a pixel of the widest screens are not seen.
    private const int Pixels = 1_500;

    /// <summary>Of the trials that were trained; those that came with a longer one, or from another sweep, took no slot.</summary>
    public static Timeline Of(TrialTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = Enumerable.Range(0, table.Count).Where(row => table.Origins[row] == TrialOrigin.Trained).ToArray();
        if (rows.Length == 0)
            return new(null, 0, []);
        var start = rows.Min(row => table.StartedAt[row]);
        var seconds = (rows.Max(row => table.FinishedAt[row]) - start).TotalSeconds;
        var slots = rows
            .GroupBy(row => (table.Silos[row], table.Slots[row]))
            .OrderBy(group => group.Key.Item1, StringComparer.Ordinal).ThenBy(group => group.Key.Item2)
            .Select(group => WorkOf(table, group, start, seconds / Pixels));
        return new(start, seconds, [.. slots]);
    }

    private static SlotWork WorkOf(TrialTable table, IGrouping<(string Silo, int Slot), int> group, DateTimeOffset start, double gap)
    {
        List<SlotBar> bars = [];
        var (busy, until, failed, trials) = (0.0, 0.0, 0L, 0L);

        // Rows are in order of number, which those that began together keep.
        foreach (var row in group.OrderBy(row => table.StartedAt[row].UtcTicks))
        {
            var (from, to) = ((table.StartedAt[row] - start).TotalSeconds, (table.FinishedAt[row] - start).TotalSeconds);
            var isFailed = table.States[row] == TrialState.Failed;
            (trials, failed) = (trials + 1, failed + (isFailed ? 1 : 0));
            busy += Math.Max(0, to - Math.Max(from, until));
            until = Math.Max(until, to);
            if (bars.Count > 0 && from - bars[^1].To <= gap)
                bars[^1] = bars[^1] with { To = Math.Max(bars[^1].To, to), Trials = bars[^1].Trials + 1, HasFailed = bars[^1].HasFailed || isFailed };
            else
                bars.Add(new(from, to, 1, table.Numbers[row], isFailed));
        }

        return new(group.Key.Silo, group.Key.Slot, trials, failed, busy, bars);
    }
}
