using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class SearchHistoryRowConfiguration : IEntityTypeConfiguration<SearchHistoryRow>
{
    public void Configure(EntityTypeBuilder<SearchHistoryRow> builder)
    {
        builder.ToTable("search_history");
        builder.HasKey(result => new { result.SweepId, result.Place });

        // Not so of its source, which may be deleted: the row is the search's own.
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(result => result.SweepId).OnDelete(DeleteBehavior.Cascade);
    }
}
