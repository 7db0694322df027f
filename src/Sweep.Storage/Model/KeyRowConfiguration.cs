using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class KeyRowConfiguration : IEntityTypeConfiguration<KeyRow>
{
    public void Configure(EntityTypeBuilder<KeyRow> builder)
    {
        builder.ToTable("api_keys", table => table.HasCheckConstraint("ck_api_keys_scope", "scope IN ('read', 'write', 'admin')"));
        builder.HasKey(key => key.Id);
    }
}
