using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Browsing;

/// <summary>Deletes the rows of sweeps that are marked, piece by piece.</summary>
internal sealed class SweepDeleter(ISweepStore store, TimeProvider time)
{
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
            (rows, var rest) = DeletionPace.Next(rows, taken, await AnyRunsAsync(cancellation));
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, time, cancellation);
        }
    }

    private async Task<bool> AnyRunsAsync(CancellationToken cancellation)
    {
        var running = new SweepFilter([SweepState.Running], Limit: 1) { DamageFound = _ => { } };
        return (await store.ListSweepsAsync(running, cancellation)).Count > 0;
    }
}
