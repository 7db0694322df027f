using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Sweep.Storage.Model;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>The model as PostgreSQL keeps it: uuid, timestamptz, jsonb and arrays of real.</summary>
public sealed class PostgresSweepContext(DbContextOptions<PostgresSweepContext> options) : SweepDbContext(options)
{
    internal override string LastMetricValue => "m.values[cardinality(m.values)]";

    public override object KeepId(Guid id) => id;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<SweepRow>().Property(sweep => sweep.Spec).HasColumnType("jsonb");
        foreach (var column in TrialColumns.All.OfType<TrialColumnOf<JsonText>>())
            modelBuilder.Entity<TrialRow>().Property(column.PropertyName).HasColumnType("jsonb");
        modelBuilder.Entity<MetricCurveRow>().Property(curve => curve.Metric).UseCollation("C");
        modelBuilder.Entity<SweepTagRow>().Property(tag => tag.Tag).UseCollation("C");
        modelBuilder.Entity<LeaseRow>().Property(lease => lease.Numbers).HasColumnType("jsonb");
        modelBuilder.Entity<ProposalRow>().Property(proposal => proposal.Parameters).HasColumnType("jsonb");
        modelBuilder.Entity<SearchHistoryRow>().Property(result => result.Parameters).HasColumnType("jsonb");
        modelBuilder.Entity<SearchHistoryRow>().Property(result => result.Objectives).HasColumnType("jsonb");
        modelBuilder.Entity<DataSetRow>().Property(set => set.Features).HasColumnType("jsonb");
        ModelComments.Apply(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            UseLowerCase(entity);
    }

    /// <summary>Names with capitals would have to be quoted by people who query.</summary>
    private static void UseLowerCase(IMutableEntityType entity)
    {
        foreach (var key in entity.GetKeys())
            key.SetName(Lower(key.GetName()));
        foreach (var key in entity.GetForeignKeys())
            key.SetConstraintName(Lower(key.GetConstraintName()));
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName(Lower(index.GetDatabaseName()));
    }

    private static string? Lower(string? name) => name is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
