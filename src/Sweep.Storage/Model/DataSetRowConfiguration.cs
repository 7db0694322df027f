using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class DataSetRowConfiguration : IEntityTypeConfiguration<DataSetRow>
{
    public void Configure(EntityTypeBuilder<DataSetRow> builder)
    {
        builder.ToTable("data_sets");
        builder.HasKey(set => set.Name);
        builder.HasOne<DataSetContentRow>().WithMany().HasForeignKey(set => set.Hash).OnDelete(DeleteBehavior.Restrict);
    }
}
