namespace Sweep.Testing.Databases;

/// <summary>Databases behind a PgBouncer.</summary>
public static class PooledDatabases
{
    /// <summary>As <see cref="PostgresFixture.CreateDatabaseAsync"/>, but the connection string leads through a PgBouncer with transaction pooling.</summary>
    /// <exception cref="PostgresUnavailableException">None could be had: the test must fail.</exception>
    public static async Task<string> CreatePooledDatabaseAsync(this PostgresFixture postgres, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(postgres);
        return await postgres.PooledAsync(await postgres.CreateDatabaseAsync(cancellation), cancellation);
    }

    /// <summary>The connection string of a database of the server, through that PgBouncer.</summary>
    public static async Task<string> PooledAsync(this PostgresFixture postgres, string database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(postgres);
        var pooler = await postgres.BesideAsync(server => PgBouncer.StartAsync(server.ConnectionString, CancellationToken.None), cancellation);
        return pooler.Through(database);
    }
}
