using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sweep.Core.Scheduling;

namespace Sweep.Storage.Model;

internal sealed class AttemptRowConfiguration : IEntityTypeConfiguration<AttemptRow>
{
    public void Configure(EntityTypeBuilder<AttemptRow> builder)
    {
        builder.ToTable("attempts");
        builder.HasKey(attempt => new { attempt.SweepId, attempt.Number, attempt.Attempt });
        builder.Property(attempt => attempt.Cause).HasDefaultValueSql("'silo_lost'").HasSentinel((LossCause)(-1));
        builder.Property(attempt => attempt.Alone).HasDefaultValue(false);
        builder.Property(attempt => attempt.Progressed).HasDefaultValue(false);
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(attempt => attempt.SweepId).OnDelete(DeleteBehavior.Cascade);
    }
}
