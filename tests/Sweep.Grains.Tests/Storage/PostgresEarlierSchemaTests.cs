using Sweep.Storage;
using Sweep.Storage.Postgres;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

/// <summary>The store's contract on a database that has been through every earlier schema, with rows written on each.</summary>
public sealed class PostgresEarlierSchemaTests(PostgresFixture postgres) : SweepStoreContract
{
    private string? _database;

    public static TheoryData<string> EarlierMigrations => [.. PostgresMigrationTests.Migrations()[..^1]];

    [Theory]
    [MemberData(nameof(EarlierMigrations))]
    public async Task Migrate_EarlierSchemaWithRows_GoesOn(string migration)
    {
        var sweep = Guid.CreateVersion7();
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var store = new PostgresSweepStore(database, Time);
        await store.MigrateAsync(migration, Cancellation);
        await WriteAsync(database, sweep);
        await store.MigrateAsync(Cancellation);
        await EarlierSchemas.AssertGoesOnAsync(store, sweep, Cancellation);
    }

    protected override async Task<ISweepStore> OpenAsync()
    {
        if (_database is not null)
            return new PostgresSweepStore(_database, Time);
        _database = await postgres.CreateDatabaseAsync(Cancellation);
        var store = new PostgresSweepStore(_database, Time);
        foreach (var migration in PostgresMigrationTests.Migrations()[..^1])
        {
            await store.MigrateAsync(migration, Cancellation);
            await WriteAsync(_database, Guid.CreateVersion7());
        }

        return store;
    }

    protected override Task RemoveAsync() => Task.CompletedTask;

    protected override string RowTrigger(string table, string condition, string action) => PostgresSweepStoreTests.TriggerOf(table, condition, action);

    protected override Task<List<object?[]>> QueryAsync(string sql) => Sql.QueryAsync(_database!, sql, Cancellation);

    private static async Task WriteAsync(string database, Guid sweep)
    {
        foreach (var statement in EarlierRows.Statements(sweep, reals => $"'{{{reals}}}'"))
            await Sql.QueryAsync(database, statement, Cancellation);
    }
}
