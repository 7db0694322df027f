using Microsoft.EntityFrameworkCore.Design;

namespace Sweep.Storage.Postgres;

/// <summary>For <c>dotnet ef migrations add NAME --context PostgresSweepContext -o Storage/Postgres/Migrations</c>; the product never calls it.</summary>
public sealed class PostgresSweepContextFactory : IDesignTimeDbContextFactory<PostgresSweepContext>
{
    public PostgresSweepContext CreateDbContext(string[] args) => new(PostgresDatabase.Configure("Host=localhost").Options);
}
