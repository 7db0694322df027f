using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sweep.Silo;

/// <summary>Ready means that the cluster has taken this silo in, and that it is not leaving.</summary>
internal sealed class SiloHealthCheck(ISiloStatusOracle silo) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        silo.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy($"{silo.SiloAddress} is active")
            : HealthCheckResult.Unhealthy($"{silo.SiloAddress} is {silo.CurrentStatus}"));
}
