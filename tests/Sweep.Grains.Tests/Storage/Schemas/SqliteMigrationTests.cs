using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Sqlite;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage.Schemas;

public sealed class SqliteMigrationTests : MigrationContract
{
    private readonly TemporaryFolder _folder = new();

    protected override string Kind => "sqlite";

    protected override string History => "\"__EFMigrationsHistory\"";

    protected override string[] MigrationsBeforeReleases =>
        ["20261123212100_Initial", "20261123235933_Runs", "20261124033709_Checkpoints", "20261124133028_Traces", "20261125145445_AttemptTraces"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migrate_LockRowOfAKilledProcess_GoesOn(bool alreadyMigrated)
    {
        if (alreadyMigrated)
            await MigrateAsync();

        // EF Core's own statements for its lock; nothing takes the row away once its process is killed.
        await ExecuteAsync("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        await ExecuteAsync("INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-05-04 03:02:01')");
        if (alreadyMigrated)
        {
            await ExecuteAsync(
                """
                DROP VIEW loss_points; DROP VIEW metric_points; DROP VIEW pattern_convergence; DROP TABLE metric_curves;
                DROP TABLE sweep_notes; DROP TABLE sweep_tags; DROP TABLE api_keys; DROP TABLE notifications; DROP TABLE rungs; DROP TABLE proposals; DROP TABLE search_history; DROP TABLE runs; DROP TABLE checkpoint_curves; DROP TABLE checkpoints;
                DROP TABLE attempts; DROP TABLE leases; DROP TABLE loss_curves; DROP TABLE trials; DROP TABLE sweeps; DROP TABLE data_sets;
                DROP TABLE data_set_contents; DELETE FROM __EFMigrationsHistory
                """);
        }

        await MigrateAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await AssertUsableAsync();
    }

    [Fact]
    public async Task Migrate_EmptyFile_MakesTheTablesInWriteAheadMode()
    {
        await File.WriteAllBytesAsync(Database, [], Cancellation);
        await MigrateAsync();
        await AssertUsableAsync();
        Assert.Equal("wal", await ScalarAsync("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Migrate_DatabaseOfAnotherProgram_IsRefusedUntouched()
    {
        await ExecuteAsync("CREATE TABLE songs (id INTEGER PRIMARY KEY)");
        var error = await Assert.ThrowsAsync<StoreException>(MigrateAsync);
        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Assert.Equal("songs", await ScalarAsync("SELECT group_concat(name) FROM sqlite_master"));
    }

    protected override Task<string> CreateAsync() => Task.FromResult(_folder.File("sweep.db"));

    protected override void Remove() => _folder.Dispose();

    protected override SweepDbContext CreateContext() => new SqliteSweepContextFactory().CreateDbContext([]);

    protected override Task<string> DescribeAsync() => SqliteDescription.ReadAsync(Database, Cancellation);
}
