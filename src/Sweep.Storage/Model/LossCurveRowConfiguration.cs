using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class LossCurveRowConfiguration : IEntityTypeConfiguration<LossCurveRow>
{
    public void Configure(EntityTypeBuilder<LossCurveRow> builder)
    {
        builder.ToTable("loss_curves");
        builder.HasKey(curve => new { curve.SweepId, curve.Number });
        builder.HasOne<TrialRow>().WithOne().HasForeignKey<LossCurveRow>(curve => new { curve.SweepId, curve.Number })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
