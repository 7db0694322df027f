using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Keys;

namespace Sweep.Web.Keys;

/// <summary>Knows which keys are good, and notes that they were used.</summary>
public sealed class KeyRing(IKeyStore store, TimeProvider time, ILogger<KeyRing> logger)
{
    /// <summary>For so long a key that was revoked may still open: a page asks many things at once, and the database has other work.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan NotePause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (KeyRecord Record, long ReadAt)> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    /// <summary>The key's record where it is good now; null else.</summary>
    /// <exception cref="StoreException">The database was asked and failed.</exception>
    public async Task<KeyRecord?> FindAsync(string? text, CancellationToken cancellation)
    {
        if (!ApiKey.TryParse(text, out var key) || await ReadAsync(key.Id, cancellation) is not { } record)
            return null;
        if (!key.Matches(record.SecretHash) || !IsUsable(record))
            return null;
        await NoteAsync(record, cancellation);
        return record;
    }

    /// <summary>Whether there is any key that opens anything.</summary>
    public async Task<bool> HasUsableAsync(CancellationToken cancellation) => (await store.ListKeysAsync(cancellation)).Any(IsUsable);

    private bool IsUsable(KeyRecord key) => key.RevokedAt is null && (key.ExpiresAt is not { } end || end > time.GetUtcNow());

    private async Task<KeyRecord?> ReadAsync(string id, CancellationToken cancellation)
    {
        if (_known.TryGetValue(id, out var known) && time.GetElapsedTime(known.ReadAt) < Memory)
            return known.Record;
        var now = time.GetTimestamp();
        var record = await store.FindKeyAsync(id, cancellation);

        // Made-up ids are not remembered: whoever sends many of them would fill the memory.
        if (record is null)
            _known.TryRemove(id, out _);
        else
            _known[id] = (record, now);
        return record;
    }

    private async Task NoteAsync(KeyRecord record, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var last = _noted.GetValueOrDefault(record.Id, record.LastUsedAt ?? DateTimeOffset.MinValue);
        if (now - last < NotePause)
            return;
        _noted[record.Id] = now;
        try
        {
            await store.NoteKeyUseAsync(record.Id, now, cancellation);
        }
        catch (StoreException failure)
        {
            // Who may look at a database that takes no writes is answered all the same.
            logger.KeyUseNotNoted(record.Id, failure.Message);
        }
    }
}
