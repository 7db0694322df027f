using Npgsql;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Postgres;
using Sweep.Storage.Schema;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

/// <summary>The contract behind a PgBouncer that gives every transaction a session of its own.</summary>
public sealed class PooledSweepStoreTests(PostgresFixture postgres) : SweepStoreContract
{
    private string? _database;

    [Fact]
    public async Task Migrate_ByManyAtOnceOnANewDatabase_AllFindItDone()
    {
        var database = await postgres.CreatePooledDatabaseAsync(Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var store = new PostgresSweepStore(database, Time);
            await store.MigrateAsync(Cancellation);
            Assert.Equal(SchemaKind.Current, (await store.ReadSchemaAsync(Cancellation)).Kind);
        }));
    }

    [Fact]
    public async Task Commit_ByManyAtOnceWithStatementsToBePreparedByThemselves_KeepsEveryTrialOnce()
    {
        const int Batches = 12;
        const int Size = 20;
        var sweep = await Store.SubmitAsync(Samples.Sweep(Batches * Size), Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async silo =>
        {
            await using var store = new PostgresSweepStore($"{_database};Max Auto Prepare=20;Auto Prepare Min Usages=2;No Reset On Close=false", Time);
            for (var batch = silo; batch < Batches + silo; batch++)
            {
                await store.CommitAsync(
                    [.. Enumerable.Range(batch % Batches * Size, Size).Select(number => Samples.Completed(sweep.Id, number))], [], Cancellation);
            }
        }));
        Assert.Equal(Batches * Size, (await Store.TotalTrialsAsync(sweep.Id, Cancellation)).Completed);
        Assert.Equal(Batches * Size, await Store.ReadCurvesAsync(sweep.Id, null, Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Open_SettingsOfTheSessionThatThePoolerRefuses_SaysWhereTheyBelong()
    {
        await using var store = new PostgresSweepStore(new NpgsqlConnectionStringBuilder(_database) { SearchPath = "lab" }.ConnectionString, Time);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.MigrateAsync(Cancellation));
        Assert.Contains("unsupported startup parameter: search_path", error.Message, StringComparison.Ordinal);
        Assert.Contains("ALTER ROLE", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Open_SettingsOfTheSessionThatThePoolerSwallows_AreMissed()
    {
        await using var pooler = await PgBouncer.StartAsync((await postgres.GetServerAsync(Cancellation)).ConnectionString, Cancellation, swallowing: "search_path");
        var database = pooler.Through(await postgres.CreateDatabaseAsync(Cancellation));
        await using var store = new PostgresSweepStore(new NpgsqlConnectionStringBuilder(database) { SearchPath = "lab" }.ConnectionString, Time);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.MigrateAsync(Cancellation));
        Assert.Contains("Search Path=lab has no effect", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Sql.CountAsync(database, "SELECT count(*) FROM pg_class WHERE relname = 'sweeps'", Cancellation));
    }

    protected override async Task<ISweepStore> OpenAsync() =>
        new PostgresSweepStore(
            _database ??= await postgres.PooledAsync(await postgres.CreateMigratedDatabaseAsync(Cancellation), Cancellation), Time);

    protected override Task RemoveAsync() => Task.CompletedTask;

    protected override Task<List<object?[]>> QueryAsync(string sql) => Sql.QueryAsync(_database!, sql, Cancellation);

    protected override SweepDbContext NewContext() => PostgresSweepStoreTests.ContextOfNoDatabase();

    protected override string BlobText(byte[] bytes) => $"'\\x{Convert.ToHexString(bytes)}'";

    protected override string RowTrigger(string table, string condition, string action) => PostgresSweepStoreTests.TriggerOf(table, condition, action);
}
