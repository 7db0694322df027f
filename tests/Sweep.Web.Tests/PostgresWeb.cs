using Sweep.Testing.Databases;

namespace Sweep.Web.Tests;

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresWeb(PostgresFixture postgres) : SeededWeb
{
    private protected override Task<string> DatabaseAsync() => postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
}
