namespace Sweep.Testing.Databases;

/// <summary>Where a server runs. Its port stays the same as long as it lives.</summary>
internal interface IPostgresHost : IAsyncDisposable
{
    const int SmallDiskMegabytes = 64;

    /// <summary>In words: "PostgreSQL in a container of postgres:17-alpine".</summary>
    string Description { get; }

    /// <summary>A superuser's, of the database <c>postgres</c>.</summary>
    string ConnectionString { get; }

    /// <summary>True where the server is somebody else's and outlives this object: it is never stopped, and must be left as it was found.</summary>
    bool IsShared { get; }

    /// <summary>A folder on a file system of <see cref="SmallDiskMegabytes"/> of the server's, which the server's account may write to.</summary>
    /// <exception cref="PostgresUnavailableException">There can be none here.</exception>
    Task<string> FindSmallDiskAsync(CancellationToken cancellation);

    Task StopAsync(PostgresStopMode mode, CancellationToken cancellation);

    /// <summary>Starts the stopped server on its data; it may not yet take connections.</summary>
    Task StartAgainAsync(CancellationToken cancellation);
}
