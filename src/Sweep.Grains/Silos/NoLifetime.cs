using Microsoft.Extensions.Hosting;

namespace Sweep.Grains.Silos;

/// <summary>An embedded silo lives as its host program says; it takes no signals of its own.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
