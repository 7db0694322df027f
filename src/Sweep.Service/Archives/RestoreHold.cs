using Sweep.Storage;
using Sweep.Storage.Archives;

namespace Sweep.Service.Archives;

/// <summary>Holds a sweep for whoever restores it, while that reads and does not write.</summary>
internal sealed class RestoreHold(IArchiveStore store, RestoreClaim claim, TimeProvider time, CancellationToken cancellation)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(15);

    private long _since = time.GetTimestamp();

    public async Task KeepAsync()
    {
        if (time.GetElapsedTime(_since) < Between)
            return;
        _since = time.GetTimestamp();
        await AddAsync(ArchiveTables.Sweeps, []);
    }

    /// <exception cref="RestoreLostException">Somebody else has the sweep.</exception>
    public async Task AddAsync(ArchiveTable table, IReadOnlyList<object?[]> rows)
    {
        if (!await store.AddRowsAsync(claim, table, rows, cancellation))
            throw new RestoreLostException();
    }
}
