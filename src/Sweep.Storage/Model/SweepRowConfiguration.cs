using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sweep.Core.Budgets;

namespace Sweep.Storage.Model;

internal sealed class SweepRowConfiguration : IEntityTypeConfiguration<SweepRow>
{
    public void Configure(EntityTypeBuilder<SweepRow> builder)
    {
        builder.ToTable("sweeps", table =>
        {
            table.HasCheckConstraint("ck_sweeps_state", "state IN ('running', 'paused', 'completed', 'failed', 'cancelled')");
            table.HasCheckConstraint("ck_sweeps_ended_by", $"ended_by IN ({string.Join(", ", EndReasons.All.Select(reason => $"'{reason}'"))})");
        });
        builder.HasKey(sweep => sweep.Id);
        builder.Property(sweep => sweep.Id).ValueGeneratedNever();
        builder.HasIndex(sweep => sweep.SubmitKey).IsUnique();
        builder.HasIndex(sweep => sweep.SpecHash);
        builder.HasIndex(sweep => new { sweep.CreatedAt, sweep.Id });

        // Every silo asks every two seconds which sweeps run: a few among all that ever were.
        builder.HasIndex(sweep => new { sweep.State, sweep.CreatedAt, sweep.Id });
        builder.HasIndex(sweep => sweep.DeletedAt).HasFilter("deleted_at IS NOT NULL");
    }
}
