using Sweep.Storage.Archives;
using Sweep.Storage.Faults;

namespace Sweep.Storage;

/// <summary>
/// Sweeps as rows, to be kept elsewhere and brought back. What is brought back is seen by nobody until it is whole: meanwhile its row has the mark of those
/// that are being deleted (<see cref="ISweepDeletion"/>) and is held by whoever restores it, so that of a restoring that was stopped the rest goes as that of
/// a deletion does.
/// </summary>
public interface IArchiveStore : IStore
{
    /// <summary>The sweep's rows in a table, in order of key, streamed: what is in memory is bounded in rows and in bytes.</summary>
    /// <exception cref="StoreException">Also where a row holds a value that Sweep never writes: a row that is left out would be lost.</exception>
    IAsyncEnumerable<object?[]> ReadRowsAsync(Guid id, ArchiveTable table, CancellationToken cancellation);

    /// <summary>Puts the sweep's own row in its place, without its submit key and seen by nobody.</summary>
    /// <param name="table">With the columns that there are.</param>
    Task<RestoreStart> BeginRestoreAsync(RestoreClaim claim, ArchiveTable table, object?[] sweep, CancellationToken cancellation);

    /// <summary>Adds rows of one table, in order of key; the same rows again change nothing. Holds the sweep for a minute more.</summary>
    /// <param name="table">With the columns that there are; the others are as if they had been added to the table later.</param>
    /// <returns>False where somebody else has the sweep now: nothing was added.</returns>
    Task<bool> AddRowsAsync(RestoreClaim claim, ArchiveTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation);

    /// <summary>Lets everybody see the sweep, with its submit key, unless another sweep has that by now.</summary>
    /// <returns>Whether it has the key; null where somebody else has the sweep now.</returns>
    Task<bool?> FinishRestoreAsync(RestoreClaim claim, string? submitKey, CancellationToken cancellation);

    /// <summary>Leaves what has been restored so far to whoever deletes what is left over.</summary>
    Task AbandonRestoreAsync(RestoreClaim claim, CancellationToken cancellation);
}
