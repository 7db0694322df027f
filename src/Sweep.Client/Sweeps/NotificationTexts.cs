using Sweep.Client.Formatting;
using Sweep.Core.Notifications;
using Sweep.Service.Views;

namespace Sweep.Client.Sweeps;

/// <summary>What became of the messages to a sweep's receivers, in words.</summary>
internal static class NotificationTexts
{
    /// <summary>Null where its receiver took it.</summary>
    public static string? Trouble(NotificationView notification, TimeProvider clock)
    {
        var (happened, host) = (notification.Event.ToName(), notification.Host);
        return notification switch
        {
            { DeliveredAt: not null } => null,
            { GivenUp: true } => $"{happened}: {host} did not take it ({notification.LastError}), and after attempt {notification.Attempts} it was given up",
            { LastError: { } error, DueAt: { } due } => $"{happened}: {host} has not taken it in {Count(notification.Attempts)} ({error}); a silo tries again from {Times.Show(due, clock)} on",
            { Attempts: > 0 } => $"{happened}: is being sent to {host}",
            _ => $"{happened}: waits for a silo that sends it to {host}",
        };
    }

    private static string Count(int attempts) => attempts == 1 ? "1 attempt" : $"{Figures.Count(attempts)} attempts";
}
