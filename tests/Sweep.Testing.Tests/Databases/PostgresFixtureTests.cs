using Npgsql;
using Sweep.Testing.Databases;

namespace Sweep.Testing.Tests.Databases;

public sealed class PostgresFixtureTests(PostgresFixture postgres)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateDatabase_AskedTwice_GivesTwoEmptyDatabasesOfOneServer()
    {
        var first = await postgres.CreateDatabaseAsync(_cancellation);
        var second = await postgres.CreateDatabaseAsync(_cancellation);

        await Sql.ExecuteAsync(first, "CREATE TABLE mark (x int)");
        var tables = await Sql.ScalarAsync<long>(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");

        Assert.Equal(0, tables);
        Assert.Equal(new NpgsqlConnectionStringBuilder(first).Port, new NpgsqlConnectionStringBuilder(second).Port);
        Assert.NotEqual(new NpgsqlConnectionStringBuilder(first).Database, new NpgsqlConnectionStringBuilder(second).Database);
    }

    [Fact]
    public async Task CreateDatabase_ManyAtOnce_GivesEachItsOwn()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => postgres.CreateDatabaseAsync(_cancellation)));

        Assert.Equal(8, databases.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Server_Asked_IsASuperusersOfASupportedVersionInUtf8()
    {
        var database = await postgres.CreateDatabaseAsync(_cancellation);

        Assert.Equal("on", await Sql.ScalarAsync<string>(database, "SHOW is_superuser"));
        Assert.Equal("UTF8", await Sql.ScalarAsync<string>(database, "SHOW server_encoding"));
        Assert.True(await Sql.ScalarAsync<int>(database, "SELECT current_setting('server_version_num')::int") >= 140000);
    }
}
