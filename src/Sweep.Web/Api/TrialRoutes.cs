using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>Finished trials and their curves.</summary>
internal static class TrialRoutes
{
    private const int MostCurves = 1000;

    private static readonly QueryParameter OrderBy =
        QueryParameter.Text("order_by", "A column of `trials`, or a parameter's name; `-` before it for the greatest first.", "number");

    private static readonly QueryParameter Points = QueryParameter.Whole("points", "At most so many points of each curve; least and greatest values stay.", 2, 10_000, 400);
    private static readonly QueryParameter Numbers = QueryParameter.List("numbers", $"Which trials, at most {MostCurves}.");

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/sweeps/{id}/trials", ListAsync).TakesFiltersAnd(OrderBy, Paging.Size, Paging.Token)
            .Describe<TrialPageView>("list_trials", "Lists finished trials", Scopes.Read, 400, 404)
            .WithDescription(
                "Every other parameter is a condition on a column of `trials` or a parameter of the sweep: `state=completed`, `learning_rate.gte=0.01`. "
                + "After the name `.ne`, `.gte`, `.lte`, `.gt` or `.lt` say how to compare; an empty value means none. All must hold.");
        routes.MapGet("/sweeps/{id}/trials/{number}", OneAsync).Takes().Describe<TrialView>("get_trial", "Gives a finished trial", Scopes.Read, 400, 404);
        routes.MapGet("/sweeps/{id}/trials/{number}/curve", CurveAsync).Takes(Points)
            .Describe<CurveView>("get_curve", "Gives all metrics of a trial, step by step", Scopes.Read, 400, 404);
        routes.MapGet("/sweeps/{id}/trials/{number}/rungs", RungsAsync).Takes()
            .Describe<TrialExplanation>("explain_trial", "Says why a trial was stopped early, or went on", Scopes.Read, 400, 404);
        routes.MapGet("/sweeps/{id}/curves", CurvesAsync).Takes(Numbers, Points)
            .Describe<CurveView>("get_curves", "Gives all metrics of several trials, step by step", Scopes.Read, 400, 404);
    }

    private static Task<IResult> ListAsync(HttpContext http, string id, IResultService results, SweepVersions versions, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var order = query.Text(OrderBy)!;
            var wanted = new TrialQuery
            {
                Filters = [.. query.Filters.Select(filter => FilterNames.Read(filter.Name, filter.Value))],
                OrderBy = order.TrimStart('-'),
                IsDescending = order.StartsWith('-'),
                PageSize = query.Whole(Paging.Size),
                PageToken = query.Text(Paging.Token),
            };
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            return await ApiAnswer.VersionedAsync(http, await versions.OfAsync(sweep, http.RequestAborted), async () =>
            {
                if (!(await results.TrialsAsync(sweep, wanted, http.RequestAborted)).TryGet(out var page, out var refusal))
                    return Problems.Of(refusal);
                Paging.Link(http, page.NextPageToken);
                return ApiAnswer.Json(
                    new TrialPageView([.. page.Trials.Select(trial => new TrialView(trial))], page.NextPageToken), SweepJson.Default.TrialPageView);
            });
        });

    private static Task<IResult> OneAsync(HttpContext http, string id, string number, IResultService results, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var wanted = ReadNumber(query, number);
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            return (await results.TrialAsync(sweep, wanted, http.RequestAborted)).TryGet(out var trial, out var refusal)
                ? ApiAnswer.Tagged(http, new TrialView(trial), SweepJson.Default.TrialView)
                : Problems.Of(refusal);
        });

    private static Task<IResult> RungsAsync(HttpContext http, string id, string number, ISweepService sweeps, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var wanted = ReadNumber(query, number);
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            return (await sweeps.ExplainAsync(sweep, wanted, http.RequestAborted)).TryGet(out var explained, out var refusal)
                ? ApiAnswer.Tagged(http, explained, SweepJson.Default.TrialExplanation)
                : Problems.Of(refusal);
        });

    private static Task<IResult> CurveAsync(HttpContext http, string id, string number, IResultService results, SweepVersions versions, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var (wanted, points) = (ReadNumber(query, number), query.Whole(Points));
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            return await ApiAnswer.VersionedAsync(http, await versions.OfAsync(sweep, http.RequestAborted), async () =>
                (await results.TrialAsync(sweep, wanted, http.RequestAborted)).TryGet(out _, out var refusal)
                    ? ApiAnswer.Json(
                        new CurveView(sweep.Id, points, await results.CurvesAsync(sweep, [wanted], points, http.RequestAborted)), SweepJson.Default.CurveView)
                    : Problems.Of(refusal));
        });

    private static Task<IResult> CurvesAsync(HttpContext http, string id, IResultService results, SweepVersions versions, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, query) =>
        {
            var wanted = ReadNumbers(query, Numbers);
            if (wanted.Length is 0 or > MostCurves)
                query.Refuse(new Problem(Numbers.Name, $"{wanted.Length}", $"must be 1 to {MostCurves} numbers of trials", "write them with commas between"));
            var points = query.Whole(Points);
            if (query.Refusal is { } wrong)
                return Problems.Of(wrong);
            return await ApiAnswer.VersionedAsync(http, await versions.OfAsync(sweep, http.RequestAborted), async () => ApiAnswer.Json(
                new CurveView(sweep.Id, points, await results.CurvesAsync(sweep, wanted, points, http.RequestAborted)), SweepJson.Default.CurveView));
        });

    /// <summary>The numbers of trials in a parameter, each once; the query says what is wrong with them.</summary>
    public static long[] ReadNumbers(QueryReader query, QueryParameter parameter) =>
        [.. query.List(parameter).Select(text => ReadNumber(query, text)).Distinct()];

    /// <summary>The number of a trial in an address; the query says what is wrong with it.</summary>
    public static long ReadNumber(QueryReader query, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        query.Refuse(new Problem("number", text.Length == 0 ? "\"\"" : text, "must be the number of a trial, from 0"));
        return 0;
    }
}
