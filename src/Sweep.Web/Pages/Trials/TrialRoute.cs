using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Service;
using Sweep.Service.Sweeps;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Trials;

/// <summary>One finished trial.</summary>
internal static class TrialRoute
{
    private const int Points = 600;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/sweeps/{id}/trials/{number}", ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext http, string id, long number, ISweepService sweeps, IResultService results, TraceAddress traces)
    {
        if (!(await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var refusal))
            return Refusals.Page(refusal);
        if (!(await results.TrialAsync(sweep, number, http.RequestAborted)).TryGet(out var trial, out refusal))
            return Refusals.Page(refusal, $"/sweeps/{sweep.Id:d}/trials", "All trials");
        var model = new TrialModel(sweep, trial, await results.CurvesAsync(sweep, [number], Points, http.RequestAborted))
        {
            Refusal = RetrainRules.Check(sweep, trial),
            Trace = traces.Of(trial.TraceId),
            Explanation = sweep.Spec.Pruner is null ? null : (await sweeps.ExplainAsync(sweep, number, http.RequestAborted)).Require(),
        };
        if (!model.HasBoundary || model.Refusal is not null || !http.Request.Query.ContainsKey(TrialModel.BoundaryKey))
            return PageResult.Of<OneTrialPage>(model);
        return PageResult.Of<OneTrialPage>((await results.RetrainAsync(sweep, trial, http.RequestAborted)).TryGet(out var retrained, out refusal)
            ? model with { Retrained = retrained }
            : model with { Refusal = refusal.Problems[0] });
    }
}
