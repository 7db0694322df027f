using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Web.Api;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Silos;

/// <summary>The silos, and what they train.</summary>
internal static class ClusterRoute
{
    private const int MostSweeps = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cluster", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, IResultService results, SweepStatuses statuses, SiloReader silos, TimeProvider time)
    {
        var query = new SweepQuery { States = [SweepState.Running], PageSize = MostSweeps };
        if (!(await results.ListAsync(query, http.RequestAborted)).TryGet(out var page, out var refusal))
            return Refusals.Page(refusal);
        List<(ListedSweep Sweep, SweepStatus Status)> running = [];
        foreach (var sweep in page.Sweeps)
            running.Add((sweep, await statuses.ReadAsync(sweep.Sweep, http.RequestAborted)));
        return PageResult.Of<ClusterPage>(new ClusterModel(await silos.ReadAsync(http.RequestAborted), running, time.GetUtcNow()));
    }
}
