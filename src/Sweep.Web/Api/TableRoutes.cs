using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Analysis;
using Sweep.Service;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>Tables that sum up a whole sweep.</summary>
internal static class TableRoutes
{
    private static readonly QueryParameter By = QueryParameter.Text("by", "The parameter whose values are ranked; by default the pattern, or the first that is searched.");
    private static readonly QueryParameter Limit = QueryParameter.Whole("limit", "How many rows at most.", 1, 1_000_000, 1000);

    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/sweeps/{id}/convergence", ConvergenceAsync).Takes(By, Limit)
        .Describe<SweepTop>("get_convergence", "Ranks what converged fastest: what `sweep top --json` prints", Scopes.Read, 400, 404);

    private static Task<IResult> ConvergenceAsync(HttpContext http, string id, ISweepService sweeps, SweepVersions versions, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var ranking = new Ranking(sweep.Spec);
            var by = query.Text(By) ?? ranking.By;
            var limit = query.Whole(Limit);
            if (RankedParameters.Check(By.Name, by, ranking) is { } unknown)
                query.Refuse(unknown);
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            return await ApiAnswer.VersionedAsync(http, await versions.OfAsync(sweep, http.RequestAborted), async () =>
                ApiAnswer.Json(await sweeps.TopAsync(sweep, by, limit, http.RequestAborted), SweepJson.Default.SweepTop));
        });
}
