using System.Collections.Concurrent;
using Npgsql;

namespace Sweep.Testing.Databases;

/// <summary>
/// A PostgreSQL server for tests: the one that SWEEP_TEST_POSTGRES names; else one in a container, where an engine answers; else
/// one of this machine's own programs. It goes with this object, and its port stays the same until then.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly IPostgresHost _host;
    private readonly ConcurrentBag<string> _databases = [];

    private PostgresServer(IPostgresHost host) => _host = host;

    /// <summary>What it is, in words.</summary>
    public string Description => _host.Description;

    /// <summary>A superuser's, of the database <c>postgres</c>.</summary>
    public string ConnectionString => _host.ConnectionString;

    /// <summary>A server for everyday tests, which does not wait for the disk.</summary>
    /// <exception cref="PostgresUnavailableException">None could be had: the test must fail.</exception>
    public static Task<PostgresServer> StartAsync(CancellationToken cancellation)
    {
        var settings = PostgresSettings.Read(Environment.GetEnvironmentVariable);
        return settings.Connection is { } connection
            ? ReadyAsync(new GivenPostgres(connection), cancellation)
            : StartAsync(PostgresTuning.Quick, settings, cancellation);
    }

    /// <summary>
    /// A server of this object's own, whatever SWEEP_TEST_POSTGRES says, for tests that stop or kill it. It keeps what is committed.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">None could be had: the test must fail.</exception>
    public static Task<PostgresServer> StartDurableAsync(CancellationToken cancellation) =>
        StartAsync(PostgresTuning.Durable, PostgresSettings.Read(Environment.GetEnvironmentVariable), cancellation);

    /// <summary>
    /// A server of this machine's own programs, whatever the variables say, and a hot standby that follows it: what the first has committed, the second
    /// shows a moment later.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">The programs are not there or do not work: the test must fail.</exception>
    public static async Task<(PostgresServer Primary, PostgresServer Standby)> StartWithStandbyAsync(CancellationToken cancellation)
    {
        var local = await LocalPostgres.StartAsync(PostgresTuning.Quick, cancellation);
        var primary = await ReadyAsync(local, cancellation);
        try
        {
            return (primary, await ReadyAsync(await local.StartStandbyAsync(cancellation), cancellation));
        }
        catch
        {
            await primary.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database with a name of its own, and returns the superuser's connection string for it.</summary>
    public Task<string> CreateDatabaseAsync(CancellationToken cancellation) => CopyDatabaseAsync("template1", cancellation);

    /// <summary>Makes a copy of a database that nobody is connected to.</summary>
    internal async Task<string> CopyDatabaseAsync(string template, CancellationToken cancellation)
    {
        var name = $"sweep_{Guid.NewGuid():n}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}", cancellation);
        _databases.Add(name);
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>
    /// Makes an empty database whose tables lie on a disk of 64 MB, all but <paramref name="megabytes"/> of which a table named
    /// <c>filler</c> holds: dropping it frees the disk.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">No such disk can be had here.</exception>
    public async Task<string> CreateDatabaseOnSmallDiskAsync(int megabytes, CancellationToken cancellation)
    {
        const int rowsOfAPage = 4;
        const int pagesOfAMegabyte = 128;
        var folder = $"{await _host.FindSmallDiskAsync(cancellation)}/tables";
        await ExecuteAsync($"COPY (SELECT) TO PROGRAM 'cat && mkdir {folder}'", cancellation);
        await ExecuteAsync($"CREATE TABLESPACE small LOCATION '{folder}'", cancellation);
        var database = await CreateDatabaseAsync(cancellation);
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await ExecuteAsync($"ALTER DATABASE {name} SET default_tablespace = small", cancellation);
        var rows = (IPostgresHost.SmallDiskMegabytes - megabytes) * pagesOfAMegabyte * rowsOfAPage;
        await using var connection = await PostgresReadiness.ConnectAsync(database, cancellation);
        await using var command = new NpgsqlCommand($"CREATE TABLE filler AS SELECT repeat('x', 1900) AS x FROM generate_series(1, {rows})", connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return database;
    }

    /// <summary>Stops it; what is committed stays.</summary>
    /// <exception cref="InvalidOperationException">It is the environment's server.</exception>
    public Task StopAsync(PostgresStopMode mode, CancellationToken cancellation) => _host.StopAsync(mode, cancellation);

    /// <summary>Starts the stopped server again, on the same port, and waits until it takes connections.</summary>
    /// <exception cref="InvalidOperationException">It is the environment's server.</exception>
    public async Task StartAgainAsync(CancellationToken cancellation)
    {
        await _host.StartAgainAsync(cancellation);
        await WaitUntilReadyAsync(_host, cancellation);
    }

    /// <summary>
    /// <c>kill -9</c> to all processes that serve clients, whereupon the server drops everything, recovers from its log and goes on
    /// by itself. Returns how many were killed, at least one.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is the environment's server.</exception>
    public async Task<int> KillBackendsAsync(CancellationToken cancellation)
    {
        if (_host.IsShared)
            throw GivenPostgres.Refusal("killed");
        await using var connection = await ConnectAsync(cancellation);
        var backends = new List<int>();
        await using (var command = new NpgsqlCommand("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'", connection))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                backends.Add(reader.GetInt32(0));
        }

        await KillAsync(connection, backends, cancellation);
        return backends.Count;
    }

    /// <summary>Waits until it takes connections, as after <see cref="KillBackendsAsync"/>.</summary>
    /// <exception cref="TimeoutException">It does not within two minutes.</exception>
    public Task WaitUntilReadyAsync(CancellationToken cancellation) => WaitUntilReadyAsync(_host, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_host.IsShared)
        {
            foreach (var database in _databases)
                await ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)", CancellationToken.None);
        }

        await _host.DisposeAsync();
    }

    private static async Task<PostgresServer> StartAsync(PostgresTuning tuning, PostgresSettings settings, CancellationToken cancellation) =>
        await ReadyAsync(await PostgresChoice.StartAsync(tuning, settings, cancellation), cancellation);

    private static async Task<PostgresServer> ReadyAsync(IPostgresHost host, CancellationToken cancellation)
    {
        try
        {
            await WaitUntilReadyAsync(host, cancellation);
            return new PostgresServer(host);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private static async Task WaitUntilReadyAsync(IPostgresHost host, CancellationToken cancellation)
    {
        try
        {
            await Eventually.TrueAsync(() => PostgresReadiness.TakesConnectionsAsync(host.ConnectionString, cancellation), host.Description, StartLimit);
        }
        catch (Exception failure) when (failure is TimeoutException or NpgsqlException)
        {
            throw new PostgresUnavailableException($"{host.Description} takes no connections: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// A program that the server starts reaches its processes wherever it runs. The connection's own process is among those killed,
    /// so that its end is what success looks like.
    /// </summary>
    private static async Task KillAsync(NpgsqlConnection connection, IEnumerable<int> processes, CancellationToken cancellation)
    {
        try
        {
            await using var command = new NpgsqlCommand($"COPY (SELECT) TO PROGRAM 'kill -KILL {string.Join(' ', processes)}'", connection);
            await command.ExecuteNonQueryAsync(cancellation);
            throw new InvalidOperationException("the server outlived its own kill");
        }
        catch (NpgsqlException failure) when (PostgresReadiness.IsPassing(failure))
        {
        }
    }

    private Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation) => PostgresReadiness.ConnectAsync(ConnectionString, cancellation);

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = await ConnectAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
