using Npgsql;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Postgres;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage.Schemas;

public sealed class PostgresMigrationTests(PostgresFixture postgres) : MigrationContract
{
    protected override string Kind => "postgres";

    protected override string History => "sweep_migrations";

    protected override string[] MigrationsBeforeReleases =>
    [
        "20261123234609_Initial", "20261124001229_Runs", "20261124001414_Membership", "20261124001723_CurveStorage", "20261124033723_Checkpoints",
        "20261124133039_Traces", "20261125025536_CurveStatistics", "20261125145411_AttemptTraces", "20261125154500_MedianComment",
    ];

    [Fact]
    public async Task Migrate_KilledInTheMiddle_LeavesNothingAndTheNextGoesOn()
    {
        await using var blocker = await Sql.OpenAsync(Database, Cancellation);
        await using var transaction = await blocker.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(blocker, "CREATE TABLE trials (other integer)");
        var migrating = MigrateAsync();
        await Eventually.TrueAsync(
            async () => await Sql.CountAsync(
                Database,
                """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE wait_event_type = 'Lock' AND application_name = 'sweep' AND datname = current_database()
                """,
                Cancellation) == 1,
            "the migration waits for the other table, and is killed");
        Assert.Equal(0, await Sql.CountAsync(
            Database, "SELECT count(*) FROM pg_class WHERE relname IN ('sweep_migrations', 'sweeps')", Cancellation));

        await transaction.RollbackAsync(Cancellation);
        await migrating;
        await AssertUsableAsync();
    }

    [Fact]
    public async Task Migrate_AnotherTakesTooLong_SaysSo()
    {
        await using var other = await Sql.OpenAsync(Database, Cancellation);
        await ExecuteAsync(other, $"SELECT pg_advisory_lock({PostgresMigrator.Lock})");
        await using var store = new PostgresSweepStore(Database, TimeProvider.System) { MigrationPatience = TimeSpan.FromMilliseconds(50) };
        var error = await Assert.ThrowsAsync<StoreException>(() => store.MigrateAsync(Cancellation));
        Assert.Contains("another process has been migrating it", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Migrate_RoleThatMayOnlyRead_GoesOnWhereNothingIsToBeDone()
    {
        await MigrateAsync();
        var role = $"reader_{Guid.NewGuid():n}";
        await Sql.QueryAsync(Database, $"CREATE ROLE {role} LOGIN PASSWORD 'x'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}", Cancellation);
        await using var store = new PostgresSweepStore(
            new NpgsqlConnectionStringBuilder(Database) { Username = role, Password = "x" }.ConnectionString, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        Assert.Empty(await store.ListSweepsAsync(new SweepFilter(), Cancellation));
        var error = await Assert.ThrowsAsync<StoreException>(() => store.SubmitAsync(Samples.Sweep(), Cancellation));
        Assert.Contains("permission denied for table sweeps", error.Message, StringComparison.Ordinal);
        Assert.Contains("grant this role", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Migrate_TableOfAnotherProgram_IsRefusedUntouched()
    {
        await Sql.QueryAsync(Database, "CREATE TABLE trials (song text)", Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(MigrateAsync);
        Assert.Contains("a table trials of another program", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Sql.CountAsync(Database, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace", Cancellation));
    }

    [Fact]
    public async Task Migrate_CurveStorage_KeepsAccuraciesCompressed()
    {
        await MigrateAsync();
        var storage = await Sql.QueryAsync(
            Database,
            """
            SELECT attname, attstorage, attcompression FROM pg_attribute
            WHERE attrelid = 'loss_curves'::regclass AND attname IN ('loss', 'accuracy') ORDER BY 1 DESC
            """,
            Cancellation);
        Assert.Equal(["loss", 'e'], storage[0][..2]);
        Assert.Equal(["accuracy", 'x'], storage[1][..2]);
        Assert.Equal(await HasLz4Async() ? 'l' : '\0', storage[1][2]);
    }

    [Fact]
    public async Task Analyze_StoredTrials_GathersNoStatisticsOfElements()
    {
        await MigrateAsync();
        await AssertUsableAsync();
        await Sql.QueryAsync(Database, "ANALYZE loss_curves, trials", Cancellation);
        Assert.Equal(
            ["every", "last_iteration", "number", "sweep_id"],
            await GatheredAsync("tablename = 'loss_curves'"));
        Assert.Equal(
            ["pattern"],
            await GatheredAsync("tablename = 'trials' AND attname IN ('parameters', 'pattern')"));
    }

    [Fact]
    public async Task Migrate_TablesThatSweepsFill_HaveSmallStatisticsOfEveryColumn()
    {
        await MigrateAsync();
        Assert.Empty(await Sql.QueryAsync(
            Database,
            """
            SELECT attrelid::regclass::text, attname FROM pg_attribute
            WHERE attrelid IN ('trials'::regclass, 'runs'::regclass, 'loss_curves'::regclass, 'metric_curves'::regclass) AND attnum > 0 AND NOT attisdropped
              AND coalesce(attstattarget, -1) NOT BETWEEN 0 AND 20
            """,
            Cancellation));
    }

    protected override Task<string> CreateAsync() => postgres.CreateDatabaseAsync(Cancellation);

    protected override void Remove()
    {
    }

    protected override SweepDbContext CreateContext() => new PostgresSweepContextFactory().CreateDbContext([]);

    protected override Task<string> DescribeAsync() => PostgresDescription.ReadAsync(Database, Cancellation);

    protected override async Task<string> FitAsync(string dump) =>
        await HasLz4Async() ? dump : dump.Replace("SET COMPRESSION lz4", "SET COMPRESSION DEFAULT", StringComparison.Ordinal);

    private async Task<IEnumerable<string>> GatheredAsync(string condition) =>
        (await Sql.QueryAsync(Database, $"SELECT attname FROM pg_stats WHERE {condition} ORDER BY 1", Cancellation)).Select(row => (string)row[0]!);

    private async Task<bool> HasLz4Async() =>
        await Sql.ScalarAsync(Database, "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'", Cancellation) is true;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
