using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Service;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Trials;

/// <summary>One finished trial.</summary>
internal static class TrialRoute
{
    private const int Points = 600;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/sweeps/{id}/trials/{number}", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, string id, long number, ISweepService sweeps, IResultService results)
    {
        if (!(await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var refusal))
            return Refusals.Page(refusal);
        return (await results.TrialAsync(sweep, number, http.RequestAborted)).TryGet(out var trial, out refusal)
            ? PageResult.Of<OneTrialPage>(new TrialModel(sweep, trial, await results.CurvesAsync(sweep, [number], Points, http.RequestAborted)))
            : Refusals.Page(refusal, $"/sweeps/{sweep.Id:d}/trials", "All trials");
    }
}
