namespace Sweep.Storage.Keys;

/// <summary>A row of <c>api_keys</c>: of the key itself the hash alone.</summary>
/// <param name="Id">The part of the key that names it: <c>swp_ID_SECRET</c>.</param>
/// <param name="Name">Whose it is, or what for.</param>
/// <param name="SecretHash">SHA-256 of the secret, 32 bytes.</param>
/// <param name="Scope">What it allows.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when it is good for nothing; null for never.</param>
/// <param name="RevokedAt">When it was taken back; null where it was not.</param>
/// <param name="LastUsedAt">About when it was used last; null for never.</param>
public sealed record KeyRecord(
    string Id, string Name, byte[] SecretHash, KeyScope Scope, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt);
