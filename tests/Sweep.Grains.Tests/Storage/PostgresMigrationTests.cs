using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sweep.Storage;
using Sweep.Storage.Postgres;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

public sealed class PostgresMigrationTests(PostgresFixture postgres) : IAsyncLifetime
{
    private string _database = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Migrate_ManyStoresAtOnce_OneMigratesAndAllGoOn()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateAsync()));
        await AssertUsableAsync();
    }

    [Fact]
    public void Migrations_Model_HasNoChangeWithoutOne()
    {
        using var context = new PostgresSweepContextFactory().CreateDbContext([]);
        Assert.False(context.Database.HasPendingModelChanges(), "the model has changed: add a migration with dotnet ef");
    }

    [Fact]
    public async Task Migrate_KilledInTheMiddle_LeavesNothingAndTheNextGoesOn()
    {
        await using var blocker = await Sql.OpenAsync(_database, Cancellation);
        await using var transaction = await blocker.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(blocker, "CREATE TABLE trials (other integer)");
        var migrating = MigrateAsync();
        await Eventually.TrueAsync(
            async () => await Sql.CountAsync(
                _database,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'sweep' AND datname = current_database()",
                Cancellation) == 1,
            "the migration waits for the other table, and is killed");
        Assert.Equal(0, await Sql.CountAsync(
            _database, "SELECT count(*) FROM pg_class WHERE relname IN ('sweep_migrations', 'sweeps')", Cancellation));

        await transaction.RollbackAsync(Cancellation);
        await migrating;
        await AssertUsableAsync();
    }

    [Fact]
    public async Task Migrate_AnotherTakesTooLong_SaysSo()
    {
        await using var other = await Sql.OpenAsync(_database, Cancellation);
        await ExecuteAsync(other, $"SELECT pg_advisory_lock({PostgresMigrator.Lock})");
        await using var store = new PostgresSweepStore(_database, TimeProvider.System) { MigrationPatience = TimeSpan.FromMilliseconds(50) };
        var error = await Assert.ThrowsAsync<StoreException>(() => store.MigrateAsync(Cancellation));
        Assert.Contains("another process has been migrating it", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Migrate_RoleThatMayOnlyRead_GoesOnWhereNothingIsToBeDone()
    {
        await MigrateAsync();
        var role = $"reader_{Guid.NewGuid():n}";
        await Sql.QueryAsync(_database, $"CREATE ROLE {role} LOGIN PASSWORD 'x'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}", Cancellation);
        await using var store = new PostgresSweepStore(
            new NpgsqlConnectionStringBuilder(_database) { Username = role, Password = "x" }.ConnectionString, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        Assert.Empty(await store.ListSweepsAsync(new SweepFilter(), Cancellation));
        var error = await Assert.ThrowsAsync<StoreException>(() => store.SubmitAsync(Samples.Sweep(), Cancellation));
        Assert.Contains("permission denied for table sweeps", error.Message, StringComparison.Ordinal);
        Assert.Contains("grant this role", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Migrate_NewerSchema_IsRefused()
    {
        await MigrateAsync();
        await Sql.QueryAsync(_database, "INSERT INTO sweep_migrations VALUES ('29991231000000_FromTheFuture', '99.0.0')", Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(MigrateAsync);
        Assert.Contains("29991231000000_FromTheFuture", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer Sweep", error.Message, StringComparison.Ordinal);
        await using var store = Open();
        error = await Assert.ThrowsAsync<StoreException>(() => SchemaGuard.RequireCurrentAsync(store, Cancellation));
        Assert.Contains("newer Sweep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_TableOfAnotherProgram_IsRefusedUntouched()
    {
        await Sql.QueryAsync(_database, "CREATE TABLE trials (song text)", Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(MigrateAsync);
        Assert.Contains("a table trials of another program", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Sql.CountAsync(_database, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace", Cancellation));
    }

    [Fact]
    public async Task RequireCurrent_EmptyOrOlderSchema_NamesTheRemedy()
    {
        await using var store = Open();
        var error = await Assert.ThrowsAsync<StoreException>(() => SchemaGuard.RequireCurrentAsync(store, Cancellation));
        Assert.Contains("has no tables of Sweep yet: run \"sweep db migrate\"", error.Message, StringComparison.Ordinal);
        await store.MigrateAsync(Migrations()[0], Cancellation);
        error = await Assert.ThrowsAsync<StoreException>(() => SchemaGuard.RequireCurrentAsync(store, Cancellation));
        Assert.Contains($"is older than this program ({Migrations()[1]} is missing): run \"sweep db migrate\"", error.Message, StringComparison.Ordinal);
        await store.MigrateAsync(Cancellation);
        await SchemaGuard.RequireCurrentAsync(store, Cancellation);
    }

    [Fact]
    public async Task Migrate_CurveStorage_KeepsAccuraciesCompressed()
    {
        await MigrateAsync();
        var storage = await Sql.QueryAsync(
            _database,
            "SELECT attname, attstorage, attcompression FROM pg_attribute WHERE attrelid = 'loss_curves'::regclass AND attname IN ('loss', 'accuracy') ORDER BY 1 DESC",
            Cancellation);
        Assert.Equal(["loss", 'e'], storage[0][..2]);
        Assert.Equal(["accuracy", 'x'], storage[1][..2]);
        var hasLz4 = await Sql.ScalarAsync(
            _database, "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'", Cancellation);
        Assert.Equal(hasLz4 is true ? 'l' : '\0', storage[1][2]);
    }

    [Fact]
    public async Task Analyze_StoredTrials_GathersNoStatisticsOfElements()
    {
        await MigrateAsync();
        await AssertUsableAsync();
        await Sql.QueryAsync(_database, "ANALYZE loss_curves, trials", Cancellation);
        Assert.Equal(
            ["every", "last_iteration", "number", "sweep_id"],
            (await Sql.QueryAsync(_database, "SELECT attname FROM pg_stats WHERE tablename = 'loss_curves' ORDER BY 1", Cancellation)).Select(row => (string)row[0]!));
        Assert.Equal(
            ["pattern"],
            (await Sql.QueryAsync(_database, "SELECT attname FROM pg_stats WHERE tablename = 'trials' AND attname IN ('parameters', 'pattern')", Cancellation)).Select(row => (string)row[0]!));
    }

    [Fact]
    public async Task Migrate_TablesThatSweepsFill_HaveSmallStatisticsOfEveryColumn()
    {
        await MigrateAsync();
        Assert.Empty(await Sql.QueryAsync(
            _database,
            """
            SELECT attrelid::regclass::text, attname FROM pg_attribute
            WHERE attrelid IN ('trials'::regclass, 'runs'::regclass, 'loss_curves'::regclass) AND attnum > 0 AND NOT attisdropped
              AND coalesce(attstattarget, -1) NOT BETWEEN 0 AND 20
            """,
            Cancellation));
    }

    internal static List<string> Migrations()
    {
        using var context = new PostgresSweepContextFactory().CreateDbContext([]);
        return [.. context.Database.GetMigrations()];
    }

    private PostgresSweepStore Open() => new(_database, TimeProvider.System);

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
        Assert.Equal(1, await Sql.CountAsync(_database, "SELECT count(*) FROM pattern_convergence", Cancellation));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
