namespace Sweep.Testing.Databases;

/// <summary>
/// One server for all tests of an assembly, started when the first of them asks; in xunit, an assembly fixture
/// (<c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>).
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => Task.Run(() => PostgresServer.StartAsync(CancellationToken.None)));

    private readonly Lazy<Task<PgBouncer>> _pooler;

    public PostgresFixture() => _pooler = new(() => Task.Run(async () => await PgBouncer.StartAsync((await _server.Value).ConnectionString, CancellationToken.None)));

    /// <exception cref="PostgresUnavailableException">None could be had: the test must fail.</exception>
    public Task<PostgresServer> GetServerAsync(CancellationToken cancellation) => _server.Value.WaitAsync(cancellation);

    /// <inheritdoc cref="PostgresServer.CreateDatabaseAsync"/>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellation) =>
        await (await GetServerAsync(cancellation)).CreateDatabaseAsync(cancellation);

    /// <summary>As <see cref="CreateDatabaseAsync"/>, but the connection string leads through a PgBouncer with transaction pooling.</summary>
    /// <exception cref="PostgresUnavailableException">None could be had: the test must fail.</exception>
    public async Task<string> CreatePooledDatabaseAsync(CancellationToken cancellation) =>
        (await _pooler.Value.WaitAsync(cancellation)).Through(await CreateDatabaseAsync(cancellation));

    public async ValueTask DisposeAsync()
    {
        if (_pooler.IsValueCreated && _pooler.Value.IsCompletedSuccessfully)
            await (await _pooler.Value).DisposeAsync();
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
            await (await _server.Value).DisposeAsync();
    }
}
