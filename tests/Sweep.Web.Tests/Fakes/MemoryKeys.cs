using System.Collections.Concurrent;
using Sweep.Storage;
using Sweep.Storage.Keys;
using Sweep.Web.Keys;

namespace Sweep.Web.Tests.Fakes;

/// <summary>Keys in memory, and how often they were noted.</summary>
internal sealed class MemoryKeys : IKeyStore
{
    private readonly ConcurrentDictionary<string, KeyRecord> _keys = new(StringComparer.Ordinal);

    public int Notes { get; private set; }

    /// <summary>Makes a key and gives its text.</summary>
    public string Add(KeyScope scope, DateTimeOffset? expiresAt = null, DateTimeOffset? revokedAt = null)
    {
        var key = ApiKey.New();
        _keys[key.Id] = new KeyRecord(key.Id, $"of {scope}", key.Hash(), scope, DateTimeOffset.UtcNow, expiresAt, revokedAt, LastUsedAt: null);
        return key.Text;
    }

    public Task AddKeyAsync(KeyRecord key, CancellationToken cancellation)
    {
        _keys[key.Id] = key;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<KeyRecord>> ListKeysAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<KeyRecord>>([.. _keys.Values]);

    public Task<KeyRecord?> FindKeyAsync(string id, CancellationToken cancellation) => Task.FromResult(_keys.GetValueOrDefault(id));

    public Task<bool> RevokeKeyAsync(string id, CancellationToken cancellation)
    {
        if (!_keys.TryGetValue(id, out var key))
            return Task.FromResult(false);
        _keys[id] = key with { RevokedAt = DateTimeOffset.UtcNow };
        return Task.FromResult(true);
    }

    public Task NoteKeyUseAsync(string id, DateTimeOffset at, CancellationToken cancellation)
    {
        Notes++;
        return Task.CompletedTask;
    }
}
