using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Clustering.Security;

/// <summary>Says once a day what is wrong with this silo's certificate, long before connections fail by it.</summary>
internal sealed class TlsWatch(TlsKeeper keeper, ILogger<TlsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Day, keeper.Time);
        do
        {
            if (keeper.Trouble(logger) is { } trouble)
                logger.CertificateEnds(trouble);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
