using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Model;

namespace Sweep.Storage.Sqlite;

/// <summary>The model as SQLite keeps it.</summary>
public sealed class SqliteSweepContext(DbContextOptions<SqliteSweepContext> options) : SweepDbContext(options)
{
    internal override string LastMetricValue => "json_extract(m.\"values\", '$[#-1]')";

    public override object KeepId(Guid id) => id.ToString("D");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Guid>().HaveConversion<GuidText>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>();
    }
}
