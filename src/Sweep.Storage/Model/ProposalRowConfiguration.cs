using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class ProposalRowConfiguration : IEntityTypeConfiguration<ProposalRow>
{
    public void Configure(EntityTypeBuilder<ProposalRow> builder)
    {
        builder.ToTable("proposals");
        builder.HasKey(proposal => new { proposal.SweepId, proposal.Number });
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(proposal => proposal.SweepId).OnDelete(DeleteBehavior.Cascade);
    }
}
