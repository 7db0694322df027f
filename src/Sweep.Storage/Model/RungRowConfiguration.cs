using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class RungRowConfiguration : IEntityTypeConfiguration<RungRow>
{
    public void Configure(EntityTypeBuilder<RungRow> builder)
    {
        builder.ToTable("rungs", table => table.HasCheckConstraint("ck_rungs_decision", "decision IN ('kept', 'pruned', 'completed')"));
        builder.HasKey(rung => new { rung.SweepId, rung.Number, rung.Rung });
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(rung => rung.SweepId).OnDelete(DeleteBehavior.Cascade);
    }
}
