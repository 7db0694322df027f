using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sweep.Web;

/// <summary>Puts the HTTP API and the pages into a host.</summary>
public static class SweepWeb
{
    /// <summary>Adds what they work with; <c>ISweepService</c>, <c>IResultService</c> and <c>IKeyStore</c> among it.</summary>
    public static IServiceCollection AddSweepWeb(this IServiceCollection services, WebSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Access);
        services.AddSingleton(settings.Limits);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Sweeps);
        services.AddSingleton(settings.Results);
        services.AddSingleton(settings.Keys);
        return services;
    }

    /// <summary>Adds their routes, and what stands before all routes of the host: limits, who may, headers.</summary>
    public static WebApplication MapSweepWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app;
    }
}
