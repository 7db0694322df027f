using Npgsql;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Patterns;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Client.Tests.ReadOnly;

/// <summary>A primary server with a sweep, its hot standby, and roles that may only read.</summary>
public sealed class StandbyFixture : IAsyncLifetime
{
    private PostgresServer? _primary;
    private PostgresServer? _standby;

    /// <summary>Connection strings to a database with one sweep, by how it is read-only; and the one that is not.</summary>
    public IReadOnlyDictionary<string, string> Databases { get; private set; } = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        await LocalPrograms.RequireAsync(CancellationToken.None);
        (_primary, _standby) = await PostgresServer.StartWithStandbyAsync(CancellationToken.None);
        var database = await _primary.CreateDatabaseAsync(CancellationToken.None);
        string As(string role) => new NpgsqlConnectionStringBuilder(database) { Username = role, Password = "x" }.ConnectionString;
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        await TestSweeps.SubmitAsync(store, TestSweeps.Grid("tiny", [Pattern.Circle], [50], [50], replicates: 3));
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var roles = source.CreateCommand(
                """
                CREATE ROLE analyst LOGIN PASSWORD 'x';
                CREATE ROLE careful LOGIN PASSWORD 'x' SUPERUSER;
                ALTER ROLE careful SET default_transaction_read_only = on;
                """);
            await roles.ExecuteNonQueryAsync();
        }

        await store.AddReaderAsync("analyst", CancellationToken.None);
        var resumed = await CliFixture.RunAsWrittenAsync(["resume", "latest", "--database", database]);
        Assert.Equal(0, resumed.ExitCode);
        var target = new NpgsqlConnectionStringBuilder(_standby.ConnectionString);
        var standby = new NpgsqlConnectionStringBuilder(database) { Host = target.Host, Port = target.Port }.ConnectionString;
        await using var follower = SweepStores.Open(standby, TimeProvider.System);
        await Eventually.TrueAsync(
            async () => await HasCompletedAsync(follower), "the standby has what the primary has");
        Databases = new Dictionary<string, string> { ["primary"] = database, ["standby"] = standby, ["analyst"] = As("analyst"), ["careful"] = As("careful") };
    }

    public async ValueTask DisposeAsync()
    {
        if (_standby is not null)
            await _standby.DisposeAsync();
        if (_primary is not null)
            await _primary.DisposeAsync();
    }

    private static async Task<bool> HasCompletedAsync(ISweepStore store)
    {
        try
        {
            return (await store.ListSweepsAsync(new SweepFilter([SweepState.Completed]), CancellationToken.None)).Count == 1;
        }
        catch (StoreException)
        {
            // The database or its tables are not there yet.
            return false;
        }
    }
}
