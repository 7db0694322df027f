namespace Sweep.Benchmarks.Queries;

/// <summary>Something that is asked of a server.</summary>
/// <param name="Name">For people.</param>
/// <param name="Path">With its query.</param>
internal sealed record PageAddress(string Name, string Path)
{
    /// <summary>Sent with POST; null for GET.</summary>
    public string? Body { get; init; }

    public bool IsPage => !Path.StartsWith("/v1/", StringComparison.Ordinal);

    /// <summary>A page that a browser opens; else a part that one fetches, or a call.</summary>
    public bool IsWhole => IsPage && !Path.Contains("fragment=", StringComparison.Ordinal);
}
