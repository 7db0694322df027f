using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;

namespace Sweep.Web;

/// <summary>Ready means that the store answers.</summary>
public sealed class StoreHealthCheck(ISweepRegister sweeps) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await sweeps.ListSweepsAsync(new SweepFilter(Limit: 1), cancellationToken);
            return HealthCheckResult.Healthy(sweeps.Description);
        }
        catch (StoreException failure)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }
}
