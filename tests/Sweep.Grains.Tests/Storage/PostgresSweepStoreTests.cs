using Microsoft.EntityFrameworkCore;
using Sweep.Storage;
using Sweep.Storage.Model;
using Sweep.Storage.Postgres;
using Sweep.Storage.Schema;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

public sealed class PostgresSweepStoreTests(PostgresFixture postgres) : SweepStoreContract
{
    private string? _database;

    [Fact]
    public async Task Schema_EveryTableViewAndColumn_HasAComment()
    {
        var bare = await QueryAsync(
            """
            SELECT c.relname, a.attname
            FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
              AND (obj_description(c.oid) IS NULL OR col_description(c.oid, a.attnum) IS NULL)
            """);
        Assert.Empty(bare.Select(row => $"{row[0]}.{row[1]}"));
    }

    [Fact]
    public async Task Migrate_ByManyAtOnceOnANewDatabase_AllFindItDone()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var store = new PostgresSweepStore(database, Time);
            await store.MigrateAsync(Cancellation);
            Assert.Equal(SchemaKind.Current, (await store.ReadSchemaAsync(Cancellation)).Kind);
        }));
    }

    [Fact]
    public async Task Schema_Names_NeedNoQuotes()
    {
        var quoted = await QueryAsync(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname <> quote_ident(relname) AND relkind IN ('r', 'v')");
        Assert.Empty(quoted.Select(row => row[0]));
    }

    [Theory]
    [InlineData("SELECT * FROM loss_points WHERE sweep_id = '00000000-0000-0000-0000-000000000001' AND number = 1", "pk_loss_curves")]
    [InlineData("SELECT * FROM metric_points WHERE sweep_id = '00000000-0000-0000-0000-000000000001' AND number = 1", "pk_metric_curves")]
    [InlineData("SELECT * FROM pattern_convergence WHERE sweep_id = '00000000-0000-0000-0000-000000000001'", "pk_runs")]
    public async Task Views_OfOneSweep_SearchThePrimaryKey(string sql, string index)
    {
        var plan = (await QueryAsync("EXPLAIN " + sql)).ConvertAll(row => (string)row[0]!);
        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("Seq Scan", StringComparison.Ordinal));
    }

    protected override SweepDbContext NewContext() => ContextOfNoDatabase();

    internal static PostgresSweepContext ContextOfNoDatabase() => new(new DbContextOptionsBuilder<PostgresSweepContext>().UseNpgsql().Options);

    protected override string BlobText(byte[] bytes) => $"'\\x{Convert.ToHexString(bytes)}'";

    protected override string RowTrigger(string table, string condition, string action) => TriggerOf(table, condition, action);

    internal static string TriggerOf(string table, string condition, string action)
    {
        var body = action switch
        {
            "refuse" => "RAISE EXCEPTION 'not on my watch'",
            "drop" => "RETURN NULL",
            _ => "PERFORM nothing_of_that_name(1)",
        };
        return $"""
            CREATE FUNCTION mine() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN {body}; END IF; RETURN NEW; END $$;
            CREATE TRIGGER mine BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION mine();
            """;
    }

    protected override async Task<ISweepStore> OpenAsync() =>
        new PostgresSweepStore(_database ??= await postgres.CreateMigratedDatabaseAsync(Cancellation), Time);

    protected override Task RemoveAsync() => Task.CompletedTask;

    protected override Task<List<object?[]>> QueryAsync(string sql) => Sql.QueryAsync(_database!, sql, Cancellation);
}
