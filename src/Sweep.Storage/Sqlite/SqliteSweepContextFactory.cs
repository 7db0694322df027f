using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// For <c>dotnet ef migrations add V0_2_0_Name --project src/Sweep.Storage --context SqliteSweepContext --output-dir Sqlite/Migrations</c>, which the
/// product never calls. A migration is named by the release that it comes with, and never edited after that; docs/testing.md has the steps.
/// </summary>
public sealed class SqliteSweepContextFactory : IDesignTimeDbContextFactory<SqliteSweepContext>
{
    public SqliteSweepContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSweepContext>().UseSqlite("Data Source=:memory:").Options);
}
