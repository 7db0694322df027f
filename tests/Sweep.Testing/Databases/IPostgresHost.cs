namespace Sweep.Testing.Databases;

/// <summary>Where a server runs. Its port stays the same as long as it lives.</summary>
internal interface IPostgresHost : IAsyncDisposable
{
    /// <summary>In words: "PostgreSQL in a container of postgres:17-alpine".</summary>
    string Description { get; }

    /// <summary>A superuser's, of the database <c>postgres</c>.</summary>
    string ConnectionString { get; }

    /// <summary>True where the server outlives this object, which then must clean up after itself.</summary>
    bool IsShared { get; }

    Task StopAsync(PostgresStopMode mode, CancellationToken cancellation);

    /// <summary>Starts the stopped server on its data; it may not yet take connections.</summary>
    Task StartAgainAsync(CancellationToken cancellation);

    /// <summary>SIGKILL to processes of the server, by the ids that the server itself knows.</summary>
    Task KillAsync(IReadOnlyCollection<int> processes, CancellationToken cancellation);
}
