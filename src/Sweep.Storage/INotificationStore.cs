using Sweep.Core.Notifications;
using Sweep.Storage.Notifications;

namespace Sweep.Storage;

/// <summary>
/// Messages to the receivers of sweeps. Those of a sweep's end are written in the transaction that ends it, so that none is lost; whoever claims one
/// first tries to deliver it, and another does where nothing is heard of that.
/// </summary>
public interface INotificationStore
{
    /// <summary>Begins an attempt at each of the notifications that are due, oldest first: until the duration is over nobody else does.</summary>
    /// <param name="sweep">Of this sweep alone; null for any.</param>
    /// <param name="duration">For how long they are the caller's.</param>
    /// <param name="most">No more than so many.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<NotificationRecord>> ClaimNotificationsAsync(Guid? sweep, TimeSpan duration, int most, CancellationToken cancellation);

    /// <summary>Writes what came of an attempt.</summary>
    /// <returns>False where another attempt was begun since, or the notification is gone: nothing is changed.</returns>
    Task<bool> ReportDeliveryAsync(DeliveryReport report, CancellationToken cancellation);

    /// <summary>Those of a sweep, oldest first.</summary>
    Task<IReadOnlyList<NotificationRecord>> ReadNotificationsAsync(Guid sweep, CancellationToken cancellation);

    /// <summary>The running sweeps of which somebody wants to know when they stall.</summary>
    Task<IReadOnlyList<StallWatch>> ListStallWatchesAsync(CancellationToken cancellation);

    /// <summary>When a trial of the sweep was finished last, or a checkpoint stored; null where neither was.</summary>
    Task<DateTimeOffset?> ReadLastProgressAsync(Guid sweep, CancellationToken cancellation);

    /// <summary>Writes that the sweep has stalled, where it still runs and this was not written since its last progress.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="target">Who is told.</param>
    /// <param name="progressAt">Its last progress.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it was written now.</returns>
    Task<bool> AddStalledAsync(Guid sweep, NotifyTarget target, DateTimeOffset progressAt, CancellationToken cancellation);
}
