using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class LeaseRowConfiguration : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable("leases");
        builder.HasKey(lease => lease.Id);
        builder.Property(lease => lease.Id).ValueGeneratedNever();
        builder.Property(lease => lease.Alone).HasDefaultValue(false);
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(lease => lease.SweepId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(lease => lease.SweepId);
    }
}
