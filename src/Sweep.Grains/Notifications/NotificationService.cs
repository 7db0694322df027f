using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Core.Scheduling;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Storage.Notifications;

namespace Sweep.Grains.Notifications;

/// <summary>Sends what is due and looks for stalls, now and then, as long as the silo runs.</summary>
internal sealed class NotificationService(
    NotificationDispatcher dispatcher, StallLook stalls, NotificationOptions options, ISiloStates silos, TimeProvider time, ILogger<NotificationService> logger)
    : BackgroundService
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins: the store has its schema.</summary>
    public void Begin() => _begun.TrySetResult();

    /// <inheritdoc cref="NotificationDispatcher.SettleAsync"/>
    public Task<IReadOnlyList<NotificationRecord>> SettleAsync(Guid sweep, TimeSpan patience, CancellationToken cancellation) =>
        dispatcher.SettleAsync(sweep, patience, cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _begun.Task.WaitAsync(stoppingToken);
        var isWaiting = false;
        while (true)
        {
            await Task.Delay(SharedLook.Pause(options.LookPeriod, silos.Count, Random.Shared.NextDouble()), time, stoppingToken);
            try
            {
                await dispatcher.SendDueAsync(stoppingToken);
                await stalls.LookAsync(stoppingToken);
                isWaiting = false;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, notifications wait and nothing else does; it is said once, for the silo has more to say of a store that is away.
                if (!isWaiting)
                    logger.NotificationsWait(failure);
                isWaiting = true;
            }
        }
    }
}
