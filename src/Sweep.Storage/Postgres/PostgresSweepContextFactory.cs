using Microsoft.EntityFrameworkCore.Design;

namespace Sweep.Storage.Postgres;

/// <summary>
/// For <c>dotnet ef migrations add V0_2_0_Name --project src/Sweep.Storage --context PostgresSweepContext --output-dir Postgres/Migrations</c>, which the
/// product never calls. A migration is named by the release that it comes with, and never edited after that; docs/testing.md has the steps.
/// </summary>
public sealed class PostgresSweepContextFactory : IDesignTimeDbContextFactory<PostgresSweepContext>
{
    public PostgresSweepContext CreateDbContext(string[] args) => new(PostgresDatabase.Configure("Host=localhost").Options);
}
