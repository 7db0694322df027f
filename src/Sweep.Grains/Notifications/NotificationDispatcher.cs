using Microsoft.Extensions.Logging;
using Sweep.Core.Notifications;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Notifications;

namespace Sweep.Grains.Notifications;

/// <summary>Sends the notifications that are due, each at least once: who sends is killed before it could say so, and another sends it again.</summary>
internal sealed class NotificationDispatcher(
    INotificationStore store, NotificationComposer composer, WebhookSender sender, NotificationOptions options, TimeProvider time,
    ILogger<NotificationDispatcher> logger) : IDisposable
{
    private const int AtOnce = 8;

    /// <summary>For composing, and for telling the store.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>One attempt at each that is due.</summary>
    public async Task SendDueAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            await SendAsync(sweep: null, options.Timeout, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Makes sure, within a time, that each of a sweep's notifications was tried once, and returns those that were not taken.</summary>
    public async Task<IReadOnlyList<NotificationRecord>> SettleAsync(Guid sweep, TimeSpan patience, CancellationToken cancellation)
    {
        // Those that the loop is about to send are waited for, those that it is late with are not.
        if (await _gate.WaitAsync(patience, cancellation))
        {
            try
            {
                await SendAsync(sweep, patience < options.Timeout ? patience : options.Timeout, cancellation);
            }
            finally
            {
                _gate.Release();
            }
        }

        return [.. (await store.ReadNotificationsAsync(sweep, cancellation)).Where(notification => notification.DeliveredAt is null)];
    }

    public void Dispose() => _gate.Dispose();

    private async Task SendAsync(Guid? sweep, TimeSpan timeout, CancellationToken cancellation)
    {
        var claimed = await store.ClaimNotificationsAsync(sweep, timeout + Margin, AtOnce, cancellation);
        await Task.WhenAll(claimed.Select(notification => DeliverAsync(notification, timeout, cancellation)));
    }

    private async Task DeliverAsync(NotificationRecord notification, TimeSpan timeout, CancellationToken cancellation)
    {
        if ((notification.Body ?? await composer.ComposeAsync(notification, cancellation)) is not { } body)
            return;
        var message = new NotificationMessage(notification.Id, notification.Url, notification.Secret);
        var reply = await sender.SendAsync(message, body, time.GetUtcNow(), timeout, cancellation);
        var decision = DeliverySchedule.After(notification.Attempts, reply, Random.Shared.NextDouble());
        await store.ReportDeliveryAsync(new DeliveryReport(notification.Id, notification.Attempts, body, reply, decision), cancellation);
        if (decision.IsDelivered)
            return;
        var (happened, host) = (notification.Event.ToName(), NotifyTarget.HostOf(notification.Url));
        if (decision.Pause is { } pause)
            logger.NotificationNotTaken(notification.SweepId, happened, host, reply.Trouble!, pause);
        else
            logger.NotificationGivenUp(notification.SweepId, happened, host, notification.Attempts, reply.Trouble!);
    }
}
