using Npgsql;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

/// <summary>Connections that fail in all the ways they can say so by the database's name alone, whatever is asked.</summary>
public sealed class PostgresSecretTests(PostgresFixture postgres)
{
    private const string Secret = "Pl4nted";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host", "no-such-host.invalid", "check that PostgreSQL runs there")]
    [InlineData("Port", "1", "check that PostgreSQL runs there")]
    [InlineData("Database", "nowhere", "make it first")]
    [InlineData("Username", "nobody", "check Username and Password")]
    [InlineData("SSL Mode", "Require", "check SSL Mode")]
    [InlineData("Options", "-c search_path=a -c nothing=Pl4nted", "")]
    public async Task Open_ConnectionThatFails_NamesTheDatabaseWithoutSecrets(string key, string value, string remedy)
    {
        var parts = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync(Cancellation))
        { SslPassword = Secret, PersistSecurityInfo = true, [key] = value };
        parts.Password ??= Secret;
        await using var store = SweepStores.Open(parts.ConnectionString, TimeProvider.System);
        Assert.Equal($"{parts.Database} on {parts.Host}:{parts.Port} (PostgreSQL)", store.Description);
        foreach (var ask in (Func<Task>[])[() => store.MigrateAsync(Cancellation), () => store.ReadSchemaAsync(Cancellation),
        () => store.ListSweepsAsync(new SweepFilter(), Cancellation)])
        {
            var failure = await Assert.ThrowsAsync<StoreException>(ask);
            Assert.StartsWith(store.Description, failure.Message, StringComparison.Ordinal);
            Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Open_CertificateThatIsNone_IsOneClearMessage()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Secret, Cancellation);
            var parts = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync(Cancellation))
            { SslCertificate = file, SslKey = file, SslMode = SslMode.Require };
            await using var store = SweepStores.Open(parts.ConnectionString, TimeProvider.System);
            var failure = await Assert.ThrowsAsync<StoreException>(() => store.MigrateAsync(Cancellation));
            Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
