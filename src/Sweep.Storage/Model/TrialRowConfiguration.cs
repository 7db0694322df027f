using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Model;

internal sealed class TrialRowConfiguration : IEntityTypeConfiguration<TrialRow>
{
    public void Configure(EntityTypeBuilder<TrialRow> builder)
    {
        builder.ToTable("trials", table =>
        {
            table.HasCheckConstraint("ck_trials_state", "state IN ('completed', 'pruned', 'failed')");
            table.HasCheckConstraint("ck_trials_origin", "origin IN ('trained', 'prefix', 'reused')");
        });
        foreach (var column in TrialColumns.All.Where(column => builder.Metadata.FindProperty(column.PropertyName) is null))
            builder.Property(column.StoredType, column.PropertyName).IsRequired(!column.IsNullable);

        // Rows from before there was this column, and those of silos that do not know it yet.
        builder.Property<string>("Origin").HasDefaultValueSql("'trained'");
        builder.Property<bool>("Diverged").HasDefaultValue(false);
        builder.HasKey(trial => new { trial.SweepId, trial.Number });
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(trial => trial.SweepId).OnDelete(DeleteBehavior.Cascade);

        // Failed trials are few: finding them must not read all the others.
        builder.HasIndex(trial => new { trial.SweepId, trial.Number }, "ix_trials_failed").HasFilter("state = 'failed'");
    }
}
