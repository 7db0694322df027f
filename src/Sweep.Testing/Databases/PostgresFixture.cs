using System.Collections.Concurrent;

namespace Sweep.Testing.Databases;

/// <summary>
/// One server for all tests of an assembly, started when the first of them asks; in xunit, an assembly fixture
/// (<c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>).
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => Task.Run(() => PostgresServer.StartAsync(CancellationToken.None)));

    private readonly ConcurrentDictionary<Type, Lazy<Task<IAsyncDisposable>>> _beside = new();

    /// <exception cref="PostgresUnavailableException">None could be had: the test must fail.</exception>
    public Task<PostgresServer> GetServerAsync(CancellationToken cancellation) => _server.Value.WaitAsync(cancellation);

    /// <inheritdoc cref="PostgresServer.CreateDatabaseAsync"/>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellation) =>
        await (await GetServerAsync(cancellation)).CreateDatabaseAsync(cancellation);

    /// <summary>Starts, once, what stands before the server, and goes before it does.</summary>
    internal async Task<T> BesideAsync<T>(Func<PostgresServer, Task<T>> start, CancellationToken cancellation)
        where T : IAsyncDisposable =>
        (T)await _beside.GetOrAdd(typeof(T), _ => new(() => Task.Run<IAsyncDisposable>(async () => await start(await _server.Value)))).Value.WaitAsync(
            cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var beside in _beside.Values.Where(one => one.Value.IsCompletedSuccessfully))
            await (await beside.Value).DisposeAsync();
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
            await (await _server.Value).DisposeAsync();
    }
}
