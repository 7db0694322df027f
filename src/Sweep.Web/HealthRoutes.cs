using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Sweep.Web;

/// <summary>What whoever starts and stops servers asks, and what asks nobody for a key.</summary>
public static class HealthRoutes
{
    /// <summary><c>/health/live</c>: the process answers; <c>/health/ready</c>: so do all of its health checks.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
