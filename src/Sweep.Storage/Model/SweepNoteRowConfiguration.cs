using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class SweepNoteRowConfiguration : IEntityTypeConfiguration<SweepNoteRow>
{
    public void Configure(EntityTypeBuilder<SweepNoteRow> builder)
    {
        builder.ToTable("sweep_notes");
        builder.HasKey(note => note.SweepId);
        builder.Property(note => note.SweepId).ValueGeneratedNever();
        builder.HasOne<SweepRow>().WithOne().HasForeignKey<SweepNoteRow>(note => note.SweepId).OnDelete(DeleteBehavior.Cascade);
    }
}
