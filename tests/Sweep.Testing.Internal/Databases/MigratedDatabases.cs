namespace Sweep.Testing.Databases;

/// <summary>New databases that have Sweep's tables already.</summary>
public static class MigratedDatabases
{
    /// <summary>As <see cref="PostgresFixture.CreateDatabaseAsync"/>, with all tables.</summary>
    /// <exception cref="PostgresUnavailableException">None could be had: the test must fail.</exception>
    public static async Task<string> CreateMigratedDatabaseAsync(this PostgresFixture postgres, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(postgres);
        var template = await postgres.BesideAsync(MigratedTemplate.MakeAsync, cancellation);
        return await template.CopyAsync(await postgres.GetServerAsync(cancellation), cancellation);
    }
}
