namespace Sweep.Storage.Model;

/// <summary>A row of <c>api_keys</c>: who may use the HTTP API.</summary>
public sealed class KeyRow
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required byte[] SecretHash { get; set; }

    public required string Scope { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
