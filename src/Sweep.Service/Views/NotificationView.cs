using Sweep.Core.Notifications;
using Sweep.Storage.Notifications;

namespace Sweep.Service.Views;

/// <summary>A message to a receiver of a sweep (<c>notify</c> in its spec), and what became of it.</summary>
/// <param name="Id">The header <c>webhook-id</c>.</param>
/// <param name="Host">Its receiver, without path and query, which are often what lets somebody in.</param>
/// <param name="Attempts">Those begun.</param>
/// <param name="LastStatus">HTTP status of the last answer; null where there was none.</param>
/// <param name="LastError">What went wrong last; null where nothing did.</param>
/// <param name="HappenedAt">When the sweep ended, or had its last progress before it stalled.</param>
/// <param name="DueAt">When it is tried again; null where it is over.</param>
/// <param name="DeliveredAt">When its receiver took it.</param>
public sealed record NotificationView(
    Guid Id,
    NotifyEvent Event,
    string Host,
    int Attempts,
    int? LastStatus,
    string? LastError,
    DateTimeOffset HappenedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? DeliveredAt)
{
    /// <summary>Nobody tries any more, and its receiver never took it.</summary>
    public bool GivenUp => DueAt is null && DeliveredAt is null;

    public static NotificationView Of(NotificationRecord notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return new NotificationView(
            notification.Id,
            notification.Event,
            NotifyTarget.HostOf(notification.Url),
            notification.Attempts,
            notification.LastStatus,
            notification.LastError,
            notification.HappenedAt,
            notification.DueAt,
            notification.DeliveredAt);
    }
}
