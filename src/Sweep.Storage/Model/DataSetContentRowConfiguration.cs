using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class DataSetContentRowConfiguration : IEntityTypeConfiguration<DataSetContentRow>
{
    public void Configure(EntityTypeBuilder<DataSetContentRow> builder)
    {
        builder.ToTable("data_set_contents");
        builder.HasKey(content => content.Hash);
    }
}
