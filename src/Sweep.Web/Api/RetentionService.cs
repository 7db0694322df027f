using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Service;
using Sweep.Service.Browsing;
using Sweep.Storage.Faults;

namespace Sweep.Web.Api;

/// <summary>Deletes sweeps whose time is over, at the start and about every hour.</summary>
internal sealed class RetentionService(IResultService results, RetentionPolicy policy, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var sweep in results.DeleteExpiredAsync(policy, stoppingToken))
                    logger.SweepExpired(sweep.SweepId, sweep.Name, sweep.Trials, policy.KeepFor.TotalDays);
            }
            catch (StoreException failure)
            {
                // The next look does it.
                logger.RetentionFailed(failure.Message);
            }

            // Servers that were started together do not look together for ever.
            await Task.Delay(LookPeriod * (0.5 + Random.Shared.NextDouble()), time, stoppingToken);
        }
    }
}
