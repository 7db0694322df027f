using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Analysis;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Web.Charts;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>Tables that sum up a whole sweep.</summary>
internal static class TableRoutes
{
    private static readonly QueryParameter By = QueryParameter.Text("by", "The parameter whose values are ranked; by default the pattern, or the first that is searched.");
    private static readonly QueryParameter Limit = QueryParameter.Whole("limit", "How many rows at most.", 1, 1_000_000, 1000);

    private static readonly QueryParameter Sweeps = QueryParameter.List("sweeps", "Two to eight sweeps: ids, the starts of them, or `latest`.");
    private static readonly QueryParameter ComparedBy =
        QueryParameter.Text("by", "The parameter whose values are compared; by default the first sweep's of `convergence`, where all have it.");

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/sweeps/{id}/convergence", ConvergenceAsync).Takes(By, Limit)
            .Describe<SweepTop>("get_convergence", "Ranks what converged fastest: what `sweep top --json` prints", Scopes.Read, 400, 404);
        routes.MapGet("/sweeps/{id}/importance", ImportanceAsync).Takes()
            .Describe<SweepImportance>("get_importance", "Says how much of the variance of the best objective each parameter explains alone", Scopes.Read, 404);
        routes.MapGet("/compare", CompareAsync).Takes(Sweeps, ComparedBy)
            .Describe<ComparisonView>("compare_sweeps", "Puts sweeps side by side, as a whole and by the values of a parameter", Scopes.Read, 400, 404);
    }

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

    // What is shown is kept for a while: a version would not say how old it is, and its tag is that of its content.
    private static Task<IResult> ImportanceAsync(HttpContext http, string id, IResultService results, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, _) =>
        {
            var table = await results.TableAsync(sweep, http.RequestAborted);
            return ApiAnswer.Tagged(http, SweepImportance.Of(sweep, table, SweepAnalysis.Of(sweep, table).Importance()), SweepJson.Default.SweepImportance);
        });

    private static async Task<IResult> CompareAsync(HttpContext http, IResultService results, SweepAsk ask)
    {
        const string Remedy = "name them with commas between; GET /v1/sweeps lists them";
        var query = new QueryReader(http);
        var by = query.Text(ComparedBy);
        string[] ids = [.. query.List(Sweeps).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
        if (SweepComparison.Check(Sweeps.Name, ids, ids.Length, Remedy) is { } number)
            query.Refuse(number);
        if (query.Refusal is { } wrong)
            return Problems.Of(wrong);
        List<SweepRecord> found = [];
        List<Refusal> missing = [];
        foreach (var id in ids)
        {
            if ((await ask.FindAsync(http, id, Sweeps.Name)).TryGet(out var sweep, out var refusal))
                found.Add(sweep);
            else
                missing.Add(refusal);
        }

        if (missing.Count > 0)
        {
            return Problems.Of(missing[0] with
            {
                Problems = [.. missing.SelectMany(one => one.Problems)],
                Details = [.. missing.SelectMany(one => one.Details)],
            });
        }

        SweepRecord[] distinct = [.. found.DistinctBy(sweep => sweep.Id)];
        if (SweepComparison.Check(Sweeps.Name, ids, distinct.Length, Remedy) is { } same)
            return Problems.Of(400, same);
        if (!(await SweepComparison.ReadAsync(distinct, by, results, http.RequestAborted)).TryGet(out var comparison, out var unknown))
            return Problems.Of(unknown);
        var view = new ComparisonView(comparison.By, comparison.Names, [.. comparison.Sweeps.Select(ViewOf)]);
        return ApiAnswer.Tagged(http, view, SweepJson.Default.ComparisonView);
    }

    private static ComparedSweepView ViewOf(ComparedSweep one)
    {
        var (sweep, objective) = (one.Sweep, one.Sweep.Spec.Objective);
        return new(
            sweep.Id, sweep.Name, sweep.State, sweep.PlannedTrials, one.Table.Count + one.Table.LeftOut, one.Table.LeftOut, objective.Metric, objective.Goal,
            sweep.Spec.Target, double.IsFinite(one.Best) ? one.Best : null, one.Runs, one.Reached, one.All.Median, one.Table.TrainSeconds.Sum(),
            RankedGroup.Of(one.Lines.Select(line => line.Row)));
    }
}
