using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class SweepTagRowConfiguration : IEntityTypeConfiguration<SweepTagRow>
{
    public void Configure(EntityTypeBuilder<SweepTagRow> builder)
    {
        builder.ToTable("sweep_tags");

        // By tag first, since lists ask which sweeps have one; of a sweep its tags are found by the other.
        builder.HasKey(tag => new { tag.Tag, tag.SweepId });
        builder.HasIndex(tag => tag.SweepId);
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(tag => tag.SweepId).OnDelete(DeleteBehavior.Cascade);
    }
}
