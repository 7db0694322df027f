using Sweep.Storage.Keys;

namespace Sweep.Storage;

/// <summary>The keys that open the HTTP API.</summary>
public interface IKeyStore
{
    Task AddKeyAsync(KeyRecord key, CancellationToken cancellation);

    /// <summary>All, also those that are good for nothing any more, in order of making.</summary>
    Task<IReadOnlyList<KeyRecord>> ListKeysAsync(CancellationToken cancellation);

    Task<KeyRecord?> FindKeyAsync(string id, CancellationToken cancellation);

    /// <returns>False where there is none of this id.</returns>
    Task<bool> RevokeKeyAsync(string id, CancellationToken cancellation);

    /// <summary>Notes when it was used, to the minute.</summary>
    Task NoteKeyUseAsync(string id, DateTimeOffset at, CancellationToken cancellation);
}
