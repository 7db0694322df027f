using Npgsql;
using Sweep.Storage.Faults;
using Sweep.Storage.Postgres;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

public sealed class PostgresReadersTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly string _role = $"Reader of {Guid.NewGuid():N}";
    private string _database = "";
    private PostgresSweepStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(Cancellation);
        _store = new PostgresSweepStore(_database, TimeProvider.System);
        await _store.MigrateAsync(Cancellation);
        await ExecuteAsync(_database, $"CREATE ROLE \"{_role}\" LOGIN PASSWORD 'only-reads'");
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await ExecuteAsync(_database, $"DROP OWNED BY \"{_role}\"; DROP ROLE \"{_role}\"");
    }

    [Fact]
    public async Task AddReader_Twice_TheRoleReadsEverythingAndWritesNothing()
    {
        var sweep = await _store.SubmitAsync(Samples.Sweep(), Cancellation);
        await _store.CommitAsync([Samples.Completed(sweep.Id, 0)], [], Cancellation);
        var tables = await _store.AddReaderAsync(_role, Cancellation);
        Assert.Equal(tables, await _store.AddReaderAsync(_role, Cancellation));
        foreach (var name in (string[])["sweeps", "trials", "runs", "loss_curves", "loss_points", "pattern_convergence", "attempts"])
            Assert.Contains(name, tables);
        foreach (var table in tables)
            await ExecuteAsync(AsReader, $"SELECT * FROM {table}");

        string[] writes =
        [
            "UPDATE trials SET silo = ''", "DELETE FROM trials", "DELETE FROM runs", "TRUNCATE sweeps CASCADE", "DROP TABLE attempts",
            "INSERT INTO sweeps SELECT * FROM sweeps", "UPDATE sweeps SET state = 'cancelled'", "ALTER TABLE trials ADD COLUMN mine integer",
            "CREATE TRIGGER mine AFTER INSERT ON trials EXECUTE FUNCTION keep_runs()", "DROP VIEW loss_points",
        ];
        foreach (var write in writes)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(AsReader, write));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task AddReader_TableMadeLater_IsReadToo()
    {
        await _store.AddReaderAsync(_role, Cancellation);
        await ExecuteAsync(_database, "CREATE TABLE made_later (id integer); CREATE VIEW seen_later AS SELECT id FROM made_later");
        await ExecuteAsync(AsReader, "SELECT * FROM made_later; SELECT * FROM seen_later");
    }

    [Fact]
    public async Task AddReader_WithoutIt_TheRoleReadsNothing()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(AsReader, "SELECT * FROM trials"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("no_such_role")]
    [InlineData("a\"; DROP TABLE trials; --")]
    [InlineData("public")]
    public async Task AddReader_NoSuchRole_SaysHowToMakeIt(string role)
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => _store.AddReaderAsync(role, Cancellation));
        Assert.Contains($"there is no role \"{role}\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("CREATE ROLE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddReader_AsARoleThatOwnsNothing_IsRefusedWithTheOwnersName()
    {
        await using var store = new PostgresSweepStore(AsReader, TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.AddReaderAsync(_role, Cancellation));
        Assert.Contains("only it can let others read them", error.Message, StringComparison.Ordinal);
    }

    private string AsReader => new NpgsqlConnectionStringBuilder(_database) { Username = _role, Password = "only-reads", Pooling = false }.ConnectionString;

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
