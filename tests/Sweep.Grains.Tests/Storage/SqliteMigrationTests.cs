using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;
using Sweep.Storage;
using Sweep.Storage.Sqlite;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public sealed class SqliteMigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => _folder.File("sweep.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migrate_LockRowOfAKilledProcess_GoesOn(bool alreadyMigrated)
    {
        if (alreadyMigrated)
            await MigrateAsync();

        // EF Core's own statements for its lock; nothing takes the row away once its process is killed.
        Execute("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        Execute("INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-05-04 03:02:01')");
        if (alreadyMigrated)
            Execute("DROP VIEW loss_points; DROP VIEW pattern_convergence; DROP TABLE runs; DROP TABLE checkpoint_curves; DROP TABLE checkpoints; DROP TABLE attempts; DROP TABLE leases; DROP TABLE loss_curves; DROP TABLE trials; DROP TABLE sweeps; DELETE FROM __EFMigrationsHistory");

        await MigrateAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await AssertUsableAsync();
    }

    [Fact]
    public async Task Migrate_ManyStoresAtOnce_AllGoOn()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateAsync()));
        await AssertUsableAsync();
    }

    [Fact]
    public void Migrations_Model_HasNoChangeWithoutOne()
    {
        using var context = new SqliteSweepContextFactory().CreateDbContext([]);
        Assert.False(context.Database.HasPendingModelChanges(), "the model has changed: add a migration with dotnet ef");
    }

    [Fact]
    public async Task Migrate_Twice_KeepsWhatIsThere()
    {
        await MigrateAsync();
        await using var store = Open();
        var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);
        await store.MigrateAsync(Cancellation);
        Assert.Equal(sweep, await store.FindSweepAsync(sweep.Id, Cancellation));
    }

    [Fact]
    public async Task Migrate_EmptyFile_MakesTheTablesInWriteAheadMode()
    {
        await System.IO.File.WriteAllBytesAsync(File, [], Cancellation);
        await MigrateAsync();
        await AssertUsableAsync();
        Assert.Equal("wal", Scalar("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Migrate_FirstSchemaWithTrials_FillsTheRuns()
    {
        await MigrateAsync();
        await using (var store = Open())
        {
            var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);
            ViewTrial[] trials =
            [
                new(Pattern.Circle, 1, 1, 8, 0, 8, 5, TrialState.Completed), new(Pattern.Circle, 1, 1, 4, 0, 4, 0, TrialState.Completed),
                new(Pattern.Circle, 1, 1, 8, 1, 8, 0, TrialState.Failed), new(Pattern.Diamond, 1, 1, 4, 1, 3, 2, TrialState.Pruned),
            ];
            await store.CommitAsync([.. trials.Select((trial, number) => trial.ToFinished(sweep.Id, number))], [], Cancellation);
        }

        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            var options = new DbContextOptionsBuilder<SqliteSweepContext>().UseSqlite(connection).Options;
            await using var context = new SqliteSweepContext(options);
            await context.Database.MigrateAsync(context.Database.GetMigrations().First(), Cancellation);
        }

        Assert.Null(Scalar("SELECT 1 FROM sqlite_master WHERE name = 'runs'"));
        await MigrateAsync();
        Assert.Equal("circle:0:5 diamond:3:2", Scalar("SELECT group_concat(pattern || ':' || number || ':' || reached_at, ' ') FROM runs"));
        Assert.Equal("circle:1 diamond:1", Scalar("SELECT group_concat(pattern || ':' || trials, ' ') FROM pattern_convergence"));
    }

    [Fact]
    public async Task Migrate_NewerSchema_IsRefused()
    {
        await MigrateAsync();
        Execute("INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('29991231000000_FromTheFuture', '99.0.0')");
        var error = await Assert.ThrowsAsync<StoreException>(MigrateAsync);
        Assert.Contains("29991231000000_FromTheFuture", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer Sweep", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Migrate_DatabaseOfAnotherProgram_IsRefusedUntouched()
    {
        Execute("CREATE TABLE songs (id INTEGER PRIMARY KEY)");
        var error = await Assert.ThrowsAsync<StoreException>(MigrateAsync);
        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Assert.Equal("songs", Scalar("SELECT group_concat(name) FROM sqlite_master"));
    }

    private SqliteSweepStore Open() => new(File, TimeProvider.System);

    private async Task MigrateAsync()
    {
        await using var store = Open();
        await store.MigrateAsync(Cancellation);
    }

    private async Task AssertUsableAsync()
    {
        await using var store = Open();
        var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);
        Assert.Equal([CommitOutcome.Committed], await store.CommitAsync([Samples.Completed(sweep.Id, 0)], [], Cancellation));
        Assert.Equal(1L, Scalar("SELECT count(*) FROM pattern_convergence"));
    }

    private void Execute(string sql) => Scalar(sql);

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
