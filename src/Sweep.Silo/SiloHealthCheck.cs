using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sweep.Core.Scheduling.Runners;

namespace Sweep.Silo;

/// <summary>Ready means that the cluster has taken this silo in, that it is not leaving, and that trials can be run on it.</summary>
internal sealed class SiloHealthCheck(ISiloStatusOracle silo, StartTrouble trouble) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        silo.CurrentStatus != SiloStatus.Active ? HealthCheckResult.Unhealthy($"{silo.SiloAddress} is {silo.CurrentStatus}")
        : trouble.Reason is { } reason ? HealthCheckResult.Unhealthy(reason)
        : HealthCheckResult.Healthy($"{silo.SiloAddress} is active"));
}
