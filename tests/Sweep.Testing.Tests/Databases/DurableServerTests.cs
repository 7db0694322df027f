using Npgsql;
using Sweep.Testing.Databases;

namespace Sweep.Testing.Tests.Databases;

public sealed class DurableServerTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PostgresStopMode.Fast)]
    [InlineData(PostgresStopMode.Immediate)]
    public async Task Server_StoppedAndStartedAgain_KeepsItsPortAndWhatWasCommitted(PostgresStopMode mode)
    {
        await using var server = await PostgresServer.StartDurableAsync(_cancellation);
        var database = await server.CreateDatabaseAsync(_cancellation);
        await Sql.ExecuteAsync(database, "CREATE TABLE mark AS SELECT 42 AS x");

        await server.StopAsync(mode, _cancellation);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Sql.OpenAsync(database));
        await server.StartAgainAsync(_cancellation);

        Assert.Equal(42, await Sql.ScalarAsync<int>(database, "SELECT x FROM mark"));
        Assert.Equal("on", await Sql.ScalarAsync<string>(database, "SHOW fsync"));
    }

    [Fact]
    public async Task Backends_Killed_ConnectionsBreakAndTheServerRecoversByItself()
    {
        await using var server = await PostgresServer.StartDurableAsync(_cancellation);
        var database = await server.CreateDatabaseAsync(_cancellation);
        await Sql.ExecuteAsync(database, "CREATE TABLE mark AS SELECT 42 AS x");
        await using var connection = await Sql.OpenAsync(database);

        var killed = await server.KillBackendsAsync(_cancellation);
        await using var command = new NpgsqlCommand("SELECT x FROM mark", connection);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync(_cancellation));
        await server.WaitUntilReadyAsync(_cancellation);

        Assert.InRange(killed, 2, int.MaxValue);
        Assert.Equal(42, await Sql.ScalarAsync<int>(database, "SELECT x FROM mark"));
    }
}
