namespace Sweep.Testing.Databases;

/// <summary>Settings of a server for tests.</summary>
/// <param name="Settings">Names and values as in <c>postgresql.conf</c>.</param>
internal sealed record PostgresTuning(IReadOnlyList<(string Name, string Value)> Settings)
{
    // Every test has a database and a connection pool of its own; a cluster has several of each.
    private static readonly (string, string)[] Always = [("max_connections", "400"), ("shared_buffers", "128MB")];

    /// <summary>Loses everything when the machine does, and so waits for no disk.</summary>
    public static PostgresTuning Quick { get; } = new(
        [.. Always, ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")]);

    /// <summary>Keeps what is committed, as a server in earnest does.</summary>
    public static PostgresTuning Durable { get; } = new(
        [.. Always, ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on")]);
}
