using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Sweep.Storage.Sqlite;

/// <summary>For <c>dotnet ef migrations add NAME --context SqliteSweepContext -o Storage/Sqlite/Migrations</c>; the product never calls it.</summary>
public sealed class SqliteSweepContextFactory : IDesignTimeDbContextFactory<SqliteSweepContext>
{
    public SqliteSweepContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSweepContext>().UseSqlite("Data Source=:memory:").Options);
}
