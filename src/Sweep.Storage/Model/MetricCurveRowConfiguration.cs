using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class MetricCurveRowConfiguration : IEntityTypeConfiguration<MetricCurveRow>
{
    public void Configure(EntityTypeBuilder<MetricCurveRow> builder)
    {
        builder.ToTable("metric_curves");
        builder.HasKey(curve => new { curve.SweepId, curve.Number, curve.Metric });
        builder.HasOne<TrialRow>().WithMany().HasForeignKey(curve => new { curve.SweepId, curve.Number }).OnDelete(DeleteBehavior.Cascade);
    }
}
