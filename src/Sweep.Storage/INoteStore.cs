using Sweep.Storage.Sweeps;

namespace Sweep.Storage;

/// <summary>What people write to sweeps: a note, and tags by which lists find them.</summary>
public interface INoteStore
{
    /// <summary>Of these sweeps, those to which something was written.</summary>
    Task<IReadOnlyDictionary<Guid, StoredNotes>> ReadNotesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    /// <summary>Writes the note of a sweep over the one before.</summary>
    /// <returns>What is written to the sweep now; null where it is gone.</returns>
    Task<StoredNotes?> WriteNoteAsync(Guid id, string note, CancellationToken cancellation);

    /// <summary>Takes tags away, then adds others; changes nothing where there would be more than <paramref name="most"/>.</summary>
    /// <returns>What is written to the sweep now, or would be; null where it is gone.</returns>
    Task<StoredNotes?> ChangeTagsAsync(
        Guid id, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, int most, CancellationToken cancellation);
}
