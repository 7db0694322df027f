using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class CheckpointRowConfiguration : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> builder)
    {
        builder.ToTable("checkpoints");
        builder.HasKey(checkpoint => new { checkpoint.SweepId, checkpoint.Number });
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(checkpoint => checkpoint.SweepId).OnDelete(DeleteBehavior.Cascade);
    }
}
