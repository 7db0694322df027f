using Sweep.Core.Scheduling;
using Sweep.Storage;

namespace Sweep.Service.Browsing;

/// <summary>Deletes the rows of sweeps that are marked, piece by piece.</summary>
internal sealed class SweepDeleter(ISweepStore store, TimeProvider time)
{
    /// <summary>Deletes what is left of all that are marked.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<Guid>> FinishAsync(CancellationToken cancellation)
    {
        var marked = await store.ListDeletedAsync(cancellation);
        foreach (var id in marked)
            await DeleteAsync(id, cancellation);
        return marked;
    }

    /// <returns>How many trials went.</returns>
    public async Task<long> DeleteAsync(Guid id, CancellationToken cancellation)
    {
        var trials = 0L;
        for (var rows = DeletionPace.FirstRows; ;)
        {
            var start = time.GetTimestamp();
            var piece = await store.DeletePieceAsync(id, rows, cancellation);
            var taken = time.GetElapsedTime(start);
            trials += piece.Trials;
            if (piece.IsGone)
                return trials;
            var othersWork = (await store.ListRunningAsync(cancellation)).Count > 0;
            (rows, var rest) = DeletionPace.Next(rows, taken, othersWork, othersWork ? (await store.ListDeletedAsync(cancellation)).Count : 1);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, time, cancellation);
        }
    }
}
