using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;

namespace Sweep.Storage.Model;

/// <summary>The model that all stores share; each database has its own context, which says how the types are kept, and its own migrations.</summary>
public abstract class SweepDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SweepRow> Sweeps => Set<SweepRow>();

    public DbSet<TrialRow> Trials => Set<TrialRow>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    public DbSet<DataSetRow> DataSets => Set<DataSetRow>();

    public DbSet<DataSetContentRow> DataSetContents => Set<DataSetContentRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<SweepNoteRow> Notes => Set<SweepNoteRow>();

    public DbSet<SweepTagRow> Tags => Set<SweepTagRow>();

    public DbSet<NotificationRow> Notifications => Set<NotificationRow>();

    public DbSet<RungRow> Rungs => Set<RungRow>();

    public DbSet<ProposalRow> Proposals => Set<ProposalRow>();

    public DbSet<SearchHistoryRow> SearchHistory => Set<SearchHistoryRow>();

    /// <summary>The id as this database keeps it, for SQL that is written by hand.</summary>
    public abstract object KeepId(Guid id);

    /// <summary>The expression for the last value of a row m of <c>metric_curves</c>.</summary>
    internal abstract string LastMetricValue { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<SweepState>().HaveConversion<SweepStateText>();
        configurationBuilder.Properties<TrialState>().HaveConversion<TrialStateText>();
        configurationBuilder.Properties<LossCause>().HaveConversion<LossCauseText>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfiguration(new SweepRowConfiguration());
        modelBuilder.ApplyConfiguration(new TrialRowConfiguration());
        modelBuilder.ApplyConfiguration(new LossCurveRowConfiguration());
        modelBuilder.ApplyConfiguration(new MetricCurveRowConfiguration());
        modelBuilder.ApplyConfiguration(new LeaseRowConfiguration());
        modelBuilder.ApplyConfiguration(new AttemptRowConfiguration());
        modelBuilder.ApplyConfiguration(new CheckpointRowConfiguration());
        modelBuilder.ApplyConfiguration(new CheckpointCurveRowConfiguration());
        modelBuilder.ApplyConfiguration(new DataSetRowConfiguration());
        modelBuilder.ApplyConfiguration(new DataSetContentRowConfiguration());
        modelBuilder.ApplyConfiguration(new KeyRowConfiguration());
        modelBuilder.ApplyConfiguration(new SweepNoteRowConfiguration());
        modelBuilder.ApplyConfiguration(new SweepTagRowConfiguration());
        modelBuilder.ApplyConfiguration(new NotificationRowConfiguration());
        modelBuilder.ApplyConfiguration(new RungRowConfiguration());
        modelBuilder.ApplyConfiguration(new ProposalRowConfiguration());
        modelBuilder.ApplyConfiguration(new SearchHistoryRowConfiguration());
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }
}
