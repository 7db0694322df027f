using System.Collections.Concurrent;
using Sweep.Core.Sweeps;
using Sweep.Service.Results;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Browsing;

/// <summary>
/// Tables of sweeps: read once of one that has ended, and of others anew when they have more rows, at most as often as ten times what the last reading took.
/// Those asked for last are kept, up to a number of rows.
/// </summary>
internal sealed class TableCache(IPageReader reader, TimeProvider time)
{
    /// <summary>Rows in all tables that are kept, at about 300 bytes.</summary>
    private const long MostRows = 2 * TrialTableReader.MostRows;

    private readonly ConcurrentDictionary<Guid, Slot> _slots = new();

    public async Task<TrialTable> ReadAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var slot = _slots.GetOrAdd(sweep.Id, _ => new Slot());
        slot.UsedAt = time.GetTimestamp();

        // Of many who ask at once one reads.
        await slot.Turn.WaitAsync(cancellation);
        try
        {
            var start = time.GetTimestamp();
            if (slot.Known is { } known && (known.Epoch, known.State) == (sweep.Epoch, sweep.State) && start < known.Until)
                return known.Table;
            var isSettled = sweep.State.IsSettled();
            var rows = await reader.CountTrialsAsync(sweep.Id, sweep.PlannedTrials, cancellation);
            var table = slot.Known is { } last && last.Epoch == sweep.Epoch && last.Rows == rows && !isSettled
                ? last.Table
                : await TrialTableReader.ReadAsync(reader, sweep, rows, cancellation);
            var end = time.GetTimestamp();
            slot.Known = new Known(sweep.Epoch, sweep.State, rows, table, isSettled ? long.MaxValue : end + 10 * (end - start));
            return table;
        }
        finally
        {
            slot.Turn.Release();
            Shrink(sweep.Id);
        }
    }

    /// <summary>Forgets a sweep.</summary>
    public void Forget(Guid id) => _slots.TryRemove(id, out _);

    private void Shrink(Guid asked)
    {
        var rows = _slots.Values.Sum(slot => (long)(slot.Known?.Table.Count ?? 0));
        foreach (var (id, slot) in _slots.OrderBy(pair => pair.Value.UsedAt))
        {
            if (rows <= MostRows && _slots.Count <= 1000)
                return;
            if (id != asked && _slots.TryRemove(id, out _))
                rows -= slot.Known?.Table.Count ?? 0;
        }
    }

    private sealed class Slot
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Known? Known { get; set; }

        public long UsedAt { get; set; }
    }

    private sealed record Known(long Epoch, SweepState State, long Rows, TrialTable Table, long Until);
}
