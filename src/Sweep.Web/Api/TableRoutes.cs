using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Analysis;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
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

    private static readonly QueryParameter Compare =
        QueryParameter.Flag("compare", "Whether the values are tested for being really different; the parameter must not be the resource, and the sweep must have a target.");

    private static readonly QueryParameter IncludePruned =
        QueryParameter.Flag("include_pruned", "Whether pruned trials count too, which were stopped because they were bad: medians come out too good.");

    private static readonly QueryParameter Axes = QueryParameter.Text(
        "axes", "What trials are weighed by: two to six names with commas between, with `:min` or `:max` behind one where that is not as usual; by default all objectives of the spec, or where it has one, that and what a trial costs.");

    private static readonly QueryParameter Sweeps = QueryParameter.List("sweeps", "Two to eight sweeps: ids, the starts of them, or `latest`.");
    private static readonly QueryParameter ComparedBy =
        QueryParameter.Text("by", "The parameter whose values are compared; by default the first sweep's of `convergence`, where all have it.");

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/sweeps/{id}/convergence", ConvergenceAsync).Takes(By, Limit, Compare, IncludePruned)
            .Describe<SweepTop>("get_convergence", "Ranks what converged fastest: what `sweep top --json` prints", Scopes.Read, 400, 404);
        routes.MapGet("/sweeps/{id}/importance", ImportanceAsync).Takes(IncludePruned)
            .Describe<SweepImportance>("get_importance", "Says how much each parameter decides whether a run is among the best tenth", Scopes.Read, 400, 404);
        routes.MapGet("/sweeps/{id}/front", FrontAsync).Takes(Axes, IncludePruned)
            .Describe<SweepFront>("get_front", "Gives the trials that no other is better than in several things, with their hypervolume where the spec's objectives have a reference", Scopes.Read, 400, 404);
        routes.MapGet("/sweeps/{id}/rungs", RungsAsync).Takes()
            .Describe<SweepRungs>("get_rungs", "Says what a pruner has decided so far, rung by rung", Scopes.Read, 404);
        routes.MapGet("/compare", CompareAsync).Takes(Sweeps, ComparedBy, IncludePruned)
            .Describe<ComparisonView>("compare_sweeps", "Puts sweeps side by side, as a whole and by the values of a parameter", Scopes.Read, 400, 404);
    }

    private static Task<IResult> ConvergenceAsync(HttpContext http, string id, SettledTables tables, SweepVersions versions, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var ranking = new Ranking(sweep.Spec);
            var by = query.Text(By) ?? ranking.By;
            var limit = query.Whole(Limit);
            var asked = new TopQuery(by, limit) { Compare = query.Flag(Compare), IncludePruned = query.Flag(IncludePruned) };
            if (RankedParameters.Check(By.Name, by, ranking) is { } unknown)
                query.Refuse(unknown);
            else if (asked.Compare && RankedParameters.CheckComparison(Compare.Name, by, ranking) is { } untested)
                query.Refuse(untested);
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            var version = await versions.OfAsync(sweep, http.RequestAborted);
            return await ApiAnswer.VersionedAsync(http, version, async () =>
                ApiAnswer.Json(await tables.ReadAsync(sweep, version, asked, http.RequestAborted), SweepJson.Default.SweepTop));
        });

    // What is shown is kept for a while: a version would not say how old it is, and its tag is that of its content.
    private static Task<IResult> ImportanceAsync(HttpContext http, string id, IResultService results, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var includePruned = query.Flag(IncludePruned);
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            var table = await results.TableAsync(sweep, http.RequestAborted);
            var found = SweepAnalysis.Of(sweep, table, includePruned).Importance();
            return ApiAnswer.Tagged(http, SweepImportance.Of(sweep, table, includePruned, found), SweepJson.Default.SweepImportance);
        });

    private static Task<IResult> FrontAsync(HttpContext http, string id, IResultService results, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var includePruned = query.Flag(IncludePruned);
            var axes = FrontAxes.Preset(sweep.Spec);
            if (query.Text(Axes) is { } text && !FrontAxes.ReadOfTables(Axes.Name, text, sweep.Spec).TryGet(out axes, out var unknown))
                query.Refuse(unknown);
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            var analysis = SweepAnalysis.Of(sweep, await results.TableAsync(sweep, http.RequestAborted), includePruned);
            return ApiAnswer.Tagged(http, analysis.Front(sweep, axes!), SweepJson.Default.SweepFront);
        });

    private static Task<IResult> RungsAsync(HttpContext http, string id, IResultService results, SweepAsk ask) => ask.AnswerAsync(http, id, async (sweep, _) =>
        ApiAnswer.Tagged(http, await results.RungsAsync(sweep, http.RequestAborted), SweepJson.Default.SweepRungs));

    private static async Task<IResult> CompareAsync(HttpContext http, IResultService results, SweepAsk ask)
    {
        const string Remedy = "name them with commas between; GET /v1/sweeps lists them";
        var query = new QueryReader(http);
        var by = query.Text(ComparedBy);
        var includePruned = query.Flag(IncludePruned);
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
        var compared = await SweepComparison.ReadAsync(distinct, by, includePruned, results, http.RequestAborted);
        if (!compared.TryGet(out var comparison, out var unknown))
            return Problems.Of(unknown);
        var view = new ComparisonView(comparison.By, comparison.Names, [.. comparison.Sweeps.Select(ViewOf)], comparison.Test);
        return ApiAnswer.Tagged(http, view, SweepJson.Default.ComparisonView);
    }

    private static ComparedSweepView ViewOf(ComparedSweep one)
    {
        var (sweep, objective) = (one.Sweep, one.Sweep.Spec.Objective);
        return new(
            sweep.Id, sweep.Name, sweep.State, sweep.PlannedTrials, one.Table.Count + one.Table.LeftOut, one.Table.LeftOut, one.PrunedLeftOut,
            objective.Metric, objective.Goal, sweep.Spec.Target, double.IsFinite(one.Best) ? one.Best : null,
                one.Runs, one.Reached, one.All.Median, one.Table.TrainSeconds.Sum(),
            RankedGroup.Of(one.Lines.Select(line => line.Row)));
    }
}
