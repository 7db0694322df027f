using Sweep.Core.Notifications;
using Sweep.Storage.Faults;
using Sweep.Storage.Notifications;

namespace Sweep.Storage.Relational;

public abstract partial class RelationalSweepStore
{
    /// <summary>Rows that cannot be read say nothing of stalls; whoever owns the sweep ends it for them.</summary>
    private DamageSink Unheard => field ??= new DamageSink(Description) { Found = _ => { } };

    public async Task<IReadOnlyList<NotificationRecord>> ClaimNotificationsAsync(Guid? sweep, TimeSpan duration, int most, CancellationToken cancellation)
    {
        var isAnyDue = await ReadAsync(
            "looking for notifications",
            async context => await NotificationQueries.AnyDueAsync(context, sweep, await ReadClockAsync(context, cancellation), cancellation),
            cancellation);
        return isAnyDue
            ? await WriteAsync(
                "taking notifications",
                async context => await NotificationQueries.ClaimAsync(
                    context, sweep, duration, most, await ReadClockAsync(context, cancellation), Damage, cancellation),
                cancellation)
            : [];
    }

    public Task<bool> ReportDeliveryAsync(DeliveryReport report, CancellationToken cancellation) => WriteAsync(
        "noting the delivery of a notification",
        async context => await NotificationQueries.ReportAsync(context, report, await ReadClockAsync(context, cancellation), cancellation),
        cancellation);

    public Task<IReadOnlyList<NotificationRecord>> ReadNotificationsAsync(Guid sweep, CancellationToken cancellation) =>
        ReadAsync("reading notifications", context => NotificationQueries.ReadAsync(context, sweep, Damage, cancellation), cancellation);

    public Task<IReadOnlyList<StallWatch>> ListStallWatchesAsync(CancellationToken cancellation) => ReadAsync(
        "looking for running sweeps",
        context => NotificationQueries.ListWatchesAsync(context, Unheard, cancellation),
        cancellation);

    public Task<DateTimeOffset?> ReadLastProgressAsync(Guid sweep, CancellationToken cancellation) => ReadAsync(
        "looking for progress",
        context => NotificationQueries.ReadLastProgressAsync(context, sweep, Unheard, cancellation),
        cancellation);

    public Task<bool> AddStalledAsync(Guid sweep, NotifyTarget target, DateTimeOffset progressAt, CancellationToken cancellation) =>
        WriteAsync("noting a stall", context => NotificationQueries.AddStalledAsync(context, sweep, target, progressAt, Now, cancellation), cancellation);
}
