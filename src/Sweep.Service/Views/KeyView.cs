using System.Text.Json.Serialization;
using Sweep.Storage.Keys;

namespace Sweep.Service.Views;

/// <summary>A key of the HTTP API.</summary>
/// <param name="State">usable, expired or revoked.</param>
[method: JsonConstructor]
public sealed record KeyView(
    string Id, string Name, KeyScope Scope, string State, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    public KeyView(KeyRecord key, DateTimeOffset now)
        : this(key.Id, key.Name, key.Scope, StateOf(key, now), key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt)
    {
    }

    /// <summary>The key itself, of one that was made just now and is shown this once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    private static string StateOf(KeyRecord key, DateTimeOffset now) =>
        key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= now ? "expired" : "usable";
}
