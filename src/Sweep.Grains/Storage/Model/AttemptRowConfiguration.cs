using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Grains.Storage.Model;

internal sealed class AttemptRowConfiguration : IEntityTypeConfiguration<AttemptRow>
{
    public void Configure(EntityTypeBuilder<AttemptRow> builder)
    {
        builder.ToTable("attempts");
        builder.HasKey(attempt => new { attempt.SweepId, attempt.Number, attempt.Attempt });
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(attempt => attempt.SweepId).OnDelete(DeleteBehavior.Cascade);
    }
}
