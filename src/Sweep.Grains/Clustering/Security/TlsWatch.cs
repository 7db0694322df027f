using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Clustering.Security;

/// <summary>Says once a day what is wrong with this silo's certificate, long before connections fail by it.</summary>
internal sealed class TlsWatch(TlsKeeper keeper, ILogger<TlsWatch> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private ITimer? _timer;

    /// <summary>The days count from here: the timer runs when this returns.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Say();
        _timer = keeper.Time.CreateTimer(_ => Say(), null, Day, Day);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Say()
    {
        if (keeper.Trouble(logger) is { } trouble)
            logger.CertificateEnds(trouble);
    }
}
