using Sweep.Storage.Sweeps;

namespace Sweep.Storage;

/// <summary>
/// Deleting a sweep. It is marked first, by which nothing finds it any more and its submit key is free; then its rows go piece by piece, each in a
/// transaction of its own, so that nobody waits for long. Whoever is stopped in the midst leaves the mark, by which another goes on.
/// </summary>
public interface ISweepDeletion
{
    /// <summary>Marks a sweep that has ended.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="epoch">Only while it has this one, which rises when it is resumed; null for any.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False where there is none of this id, it has not ended, or it has another epoch; true also where it was marked before.</returns>
    Task<bool> MarkDeletedAsync(Guid id, long? epoch, CancellationToken cancellation);

    /// <summary>
    /// Marks the newest sweep that ended so long ago, by the store's clock, and has none of the tags. Of several who ask at once each has another one.
    /// </summary>
    /// <param name="ago">How long ago.</param>
    /// <param name="keptTags">Sweeps with one of these stay.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The sweep; null where there is none.</returns>
    Task<ExpiredSweep?> MarkExpiredAsync(TimeSpan ago, IReadOnlyCollection<string> keptTags, CancellationToken cancellation);

    /// <summary>The sweeps that are marked and not being restored (<see cref="IArchiveStore"/>), oldest mark first.</summary>
    Task<IReadOnlyList<Guid>> ListDeletedAsync(CancellationToken cancellation);

    /// <summary>Deletes some rows of a marked sweep, a trial always with its curves, and at last the sweep itself.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="rows">Rows of a table at most.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<DeletedPiece> DeletePieceAsync(Guid id, int rows, CancellationToken cancellation);
}
