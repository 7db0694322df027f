using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Web.Assets;
using Sweep.Web.Pages.Comparison;
using Sweep.Web.Pages.OneSweep;
using Sweep.Web.Pages.Shared;
using Sweep.Web.Pages.Silos;
using Sweep.Web.Pages.Sweeps;
using Sweep.Web.Pages.Trials;

namespace Sweep.Web.Pages;

/// <summary>The dashboard: pages that are rendered here, whole and with every number, and then drawn upon and kept up to date by a few scripts.</summary>
public static class SweepPages
{
    /// <summary>Adds what rendering needs.</summary>
    public static IServiceCollection AddSweepPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<SweepStatuses>();
        return services;
    }

    /// <summary>Adds the routes of all pages and of what they load.</summary>
    public static IEndpointRouteBuilder MapSweepPages(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapSweepAssets().AllowAnonymous();
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.AddEndpointFilter<PageFilter>();
        SweepListRoute.Map(pages);
        NewSweepRoute.Map(pages);
        OneSweepRoute.Map(pages);
        ActionRoute.Map(pages);
        TrialsRoute.Map(pages);
        TrialRoute.Map(pages);
        ComparisonRoute.Map(pages);
        ClusterRoute.Map(pages);
        return routes;
    }
}
