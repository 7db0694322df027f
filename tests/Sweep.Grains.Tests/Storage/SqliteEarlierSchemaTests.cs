using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Storage;
using Sweep.Storage.Sqlite;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

/// <summary>The store's contract on a file that has been through every earlier schema, with rows written on each.</summary>
public sealed class SqliteEarlierSchemaTests : SweepStoreContract
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> EarlierMigrations => [.. Migrations()[..^1]];

    private string Database => _folder.File("sweep.db");

    [Theory]
    [MemberData(nameof(EarlierMigrations))]
    public async Task Migrate_EarlierSchemaWithRows_GoesOn(string migration)
    {
        var sweep = Guid.CreateVersion7();
        var file = _folder.File("earlier.db");
        await using var store = new SqliteSweepStore(file, Time);
        await store.MigrateAsync(migration, Cancellation);
        Write(file, sweep);
        await store.MigrateAsync(Cancellation);
        await EarlierSchemas.AssertGoesOnAsync(store, sweep, Cancellation);
    }

    [Fact]
    public async Task RequireCurrent_OlderSchema_NamesTheRemedy()
    {
        await using var store = new SqliteSweepStore(_folder.File("older.db"), Time);
        await store.MigrateAsync(Migrations()[0], Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(() => SchemaGuard.RequireCurrentAsync(store, Cancellation));
        Assert.Contains($"is older than this program ({Migrations()[1]} is missing): run \"sweep db migrate\"", error.Message, StringComparison.Ordinal);
        await store.MigrateAsync(Cancellation);
        await SchemaGuard.RequireCurrentAsync(store, Cancellation);
    }

    protected override async Task<ISweepStore> OpenAsync()
    {
        var store = new SqliteSweepStore(Database, Time);
        if (File.Exists(Database))
            return store;
        foreach (var migration in Migrations()[..^1])
        {
            await store.MigrateAsync(migration, Cancellation);
            Write(Database, Guid.CreateVersion7());
        }

        return store;
    }

    protected override Task RemoveAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    protected override string RowTrigger(string table, string condition, string action) => SqliteSweepStoreTests.TriggerOf(table, condition, action);

    protected override Task<List<object?[]>> QueryAsync(string sql) => SqliteSweepStoreTests.QueryAsync(Database, sql, Cancellation, "ReadWrite");

    private static List<string> Migrations()
    {
        using var context = new SqliteSweepContextFactory().CreateDbContext([]);
        return [.. context.Database.GetMigrations()];
    }

    private static void Write(string file, Guid sweep)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        foreach (var statement in EarlierRows.Statements(sweep, reals => $"'[{reals}]'"))
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }
}
