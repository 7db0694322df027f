using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class CheckpointCurveRowConfiguration : IEntityTypeConfiguration<CheckpointCurveRow>
{
    public void Configure(EntityTypeBuilder<CheckpointCurveRow> builder)
    {
        builder.ToTable("checkpoint_curves");
        builder.HasKey(segment => new { segment.SweepId, segment.Number, segment.Start });
        builder.HasOne<CheckpointRow>().WithMany()
            .HasForeignKey(segment => new { segment.SweepId, segment.Number }).OnDelete(DeleteBehavior.Cascade);
    }
}
