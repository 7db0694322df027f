using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Service;
using Sweep.Storage.Faults;

namespace Sweep.Web.Api;

/// <summary>Deletes sweeps whose time is over, once the server runs and about every hour from then on.</summary>
internal sealed class RetentionService(SweepRetention retention, IHostApplicationLifetime host, TimeProvider time, ILogger<RetentionService> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A server that does not come to run, since it may not listen where it is told to, deletes nothing.
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (host.ApplicationStarted.Register(running.SetResult))
            await running.Task.WaitAsync(stoppingToken);
        var policy = retention.Policy;
        logger.RetentionBegins(policy.KeepFor.TotalDays, string.Join(", ", policy.KeptTags));
        while (true)
        {
            try
            {
                await retention.DeleteExpiredAsync(
                    sweep => logger.SweepExpired(sweep.Id, sweep.Name, sweep.FinishedAt, policy.KeepFor.TotalDays), stoppingToken);
            }
            catch (StoreException failure)
            {
                // The next look goes on with it.
                logger.RetentionFailed(failure.Message);
            }

            // Servers that were started together do not look together for ever.
            await Task.Delay(LookPeriod * (0.5 + Random.Shared.NextDouble()), time, stoppingToken);
        }
    }
}
