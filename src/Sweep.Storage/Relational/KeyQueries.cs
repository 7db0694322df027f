using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Faults;
using Sweep.Storage.Keys;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>The keys of the HTTP API.</summary>
internal static class KeyQueries
{
    private const string Select = "SELECT id, name, secret_hash, scope, created_at, expires_at, revoked_at, last_used_at FROM api_keys ";

    public static async Task<bool> AddAsync(SweepDbContext context, KeyRecord key, CancellationToken cancellation)
    {
        context.Add(new KeyRow
        {
            Id = key.Id,
            Name = key.Name,
            SecretHash = key.SecretHash,
            Scope = key.Scope.ToName(),
            CreatedAt = key.CreatedAt,
            ExpiresAt = key.ExpiresAt,
            RevokedAt = key.RevokedAt,
            LastUsedAt = key.LastUsedAt,
        });
        return await context.SaveChangesAsync(cancellation) > 0;
    }

    public static async Task<IReadOnlyList<KeyRecord>> ListAsync(SweepDbContext context, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(context, "api_keys", Select + "ORDER BY created_at, id", [], Read, damage, cancellation).ToListAsync(cancellation);

    public static async Task<KeyRecord?> FindAsync(SweepDbContext context, string id, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(context, "api_keys", Select + "WHERE id = @p0", [id], Read, damage, cancellation).FirstOrDefaultAsync(cancellation);

    /// <summary>A key that was revoked before stays revoked from then.</summary>
    public static async Task<bool> RevokeAsync(SweepDbContext context, string id, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = context.Keys.Where(row => row.Id == id);
        await key.Where(row => row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellation);
        return await key.AnyAsync(cancellation);
    }

    public static Task<int> NoteUseAsync(SweepDbContext context, string id, DateTimeOffset minute, CancellationToken cancellation) =>
        context.Keys.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, minute), cancellation);

    private static KeyRecord Read(StoredRow row)
    {
        row.IsOfKey("?");
        var id = row.Text(0);
        row.IsOfKey(id);
        return new(
            id, row.Text(1), row.Bytes(2), row.Word<KeyScope>(3, KeyScopes.TryParse, "scope of a key"), row.Time(4), row.TimeOrNull(5), row.TimeOrNull(6), row.TimeOrNull(7));
    }
}
