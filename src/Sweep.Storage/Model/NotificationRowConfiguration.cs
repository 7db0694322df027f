using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sweep.Storage.Model;

internal sealed class NotificationRowConfiguration : IEntityTypeConfiguration<NotificationRow>
{
    public void Configure(EntityTypeBuilder<NotificationRow> builder)
    {
        builder.ToTable("notifications", table => table.HasCheckConstraint(
            "ck_notifications_event", "event IN ('completed', 'failed', 'cancelled', 'stalled')"));
        builder.HasKey(notification => notification.Id);
        builder.Property(notification => notification.Id).ValueGeneratedNever();
        builder.HasOne<SweepRow>().WithMany().HasForeignKey(notification => notification.SweepId).OnDelete(DeleteBehavior.Cascade);

        // Two silos that find the same sweep stalled at once write it once.
        builder.HasIndex(notification => new { notification.SweepId, notification.Event, notification.HappenedAt, notification.Url }).IsUnique();

        // Of many that are over, the few that are not.
        builder.HasIndex(notification => notification.DueAt).HasFilter("due_at IS NOT NULL");
    }
}
