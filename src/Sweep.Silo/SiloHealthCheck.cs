using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sweep.Core.Scheduling.Runners;
using Sweep.Grains.Clustering.Security;
using Sweep.Grains.Silos;

namespace Sweep.Silo;

/// <summary>
/// Ready means that the cluster has taken this silo in, that it is not leaving, and that trials can be run on it; degraded, that its certificate will not last.
/// </summary>
internal sealed class SiloHealthCheck(
    ISiloStatusOracle silo, DrainSignal leaving, StartTrouble trouble, ILogger<SiloHealthCheck> logger, TlsKeeper? tls = null)
    : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        silo.CurrentStatus != SiloStatus.Active ? HealthCheckResult.Unhealthy($"{silo.SiloAddress} is {silo.CurrentStatus}")
        : leaving.IsSet ? HealthCheckResult.Unhealthy($"{silo.SiloAddress} is leaving")
        : trouble.Reason is { } reason ? HealthCheckResult.Unhealthy(reason)
        : tls?.Trouble(logger) is { } ending ? HealthCheckResult.Degraded(ending)
        : HealthCheckResult.Healthy($"{silo.SiloAddress} is active"));
}
