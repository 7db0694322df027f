using System.Net.Sockets;
using Npgsql;
using Sweep.Storage.Faults;
using Sweep.Storage.Postgres;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public sealed class PostgresErrorTests
{
    private const string Place = "sweep on db:5432 (PostgreSQL)";

    [Theory]
    [InlineData("08006", true)]
    [InlineData("40001", true)]
    [InlineData("40P01", true)]
    [InlineData("53200", true)]
    [InlineData("53300", true)]
    [InlineData("55P03", true)]
    [InlineData("57014", true)]
    [InlineData("57P01", true)]
    [InlineData("57P02", true)]
    [InlineData("57P03", true)]
    [InlineData("25P03", true)]
    [InlineData("53100", false)]
    [InlineData("42501", false)]
    [InlineData("25006", false)]
    [InlineData("28P01", false)]
    [InlineData("3D000", false)]
    [InlineData("42P01", false)]
    [InlineData("23514", false)]
    [InlineData("XX001", false)]
    public void Translate_ServersCode_TellsPassingFromLasting(string code, bool transient)
    {
        var error = PostgresErrors.Translate(Place, "committing trials", new PostgresException("the server's words", "ERROR", "ERROR", code));
        Assert.Equal(transient, error.IsTransient);
        Assert.StartsWith(Place, error.Message, StringComparison.Ordinal);
        Assert.Contains($"the server's words [{code}]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("53100", "free space on the server's disk, then resume")]
    [InlineData("42501", "grant this role what it lacks, then resume")]
    [InlineData("3D000", "CREATE DATABASE")]
    [InlineData("28P01", "check Username and Password")]
    [InlineData("42P01", "sweep db migrate")]
    public void Translate_KnownCode_SaysWhatHelps(string code, string remedy) => Assert.Contains(
        remedy,
        PostgresErrors.Translate(Place, "reading", new PostgresException("words", "ERROR", "ERROR", code)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("unsupported startup parameter: search_path", "ALTER ROLE", false)]
    [InlineData("no such database: lab", "[databases]", false)]
    [InlineData("query_wait_timeout", "check that PostgreSQL runs there", true)]
    public void Translate_WordsOfAPooler_TellPassingFromLasting(string words, string remedy, bool transient)
    {
        var error = PostgresErrors.Translate(Place, "reading", new PostgresException(words, "FATAL", "FATAL", "08P01"));
        Assert.Equal(transient, error.IsTransient);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IsTransient_LostConnections_AreAndOtherFailuresAreNot()
    {
        Assert.True(PostgresErrors.IsTransient(new NpgsqlException("Exception while reading from stream", new IOException("reset"))));
        Assert.True(PostgresErrors.IsTransient(new NpgsqlException("reading", new TimeoutException())));
        Assert.True(PostgresErrors.IsTransient(new InvalidOperationException("outer", new NpgsqlException("x", new SocketException(111)))));
        Assert.True(PostgresErrors.IsTransient(new NpgsqlException("The connection was previously broken", Farewell("57P01"))));
        Assert.False(PostgresErrors.IsTransient(new NpgsqlException("The connection was previously broken", Farewell("28P01"))));
        Assert.False(PostgresErrors.IsTransient(new NpgsqlException("No password has been provided")));
        Assert.False(PostgresErrors.IsOfDatabase(new InvalidOperationException("a mistake of ours")));
    }

    private static PostgresException Farewell(string code) => new("the server's words", "FATAL", "FATAL", code);

    [Fact]
    public async Task Connect_NobodyListens_IsOneClearMessageWithoutThePassword()
    {
        var port = FreePort.Next();
        await using var store = new PostgresSweepStore($"Host=127.0.0.1;Port={port};Database=sweep;Username=ann;Password=s3cret", TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.MigrateAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith($"sweep on 127.0.0.1:{port} (PostgreSQL): connecting: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Connection refused", error.Message, StringComparison.Ordinal);
        Assert.Contains("check that PostgreSQL runs there", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }
}
