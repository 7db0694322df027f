using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Service;
using Sweep.Storage.Faults;

namespace Sweep.Web.Api;

/// <summary>Deletes what is left of sweeps whose deletion a server did not live to finish.</summary>
internal sealed class DeletionFinisher(IResultService results, ILogger<DeletionFinisher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await results.FinishDeletionsAsync(stoppingToken);
        }
        catch (StoreException failure)
        {
            // The next server that starts does it.
            logger.DeletionUnfinished(failure.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // As does the next one.
        }
    }
}
