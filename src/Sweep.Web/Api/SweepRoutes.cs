using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>Sweeps: list, look at, steer, delete.</summary>
internal static class SweepRoutes
{
    private static readonly QueryParameter States = QueryParameter.List("state", "Only sweeps in one of these states.", SweepStates.All);
    private static readonly QueryParameter Name = QueryParameter.Text("name", "Only sweeps with this in their name, in any case.");
    private static readonly QueryParameter Tag = QueryParameter.Each("tag", "Only sweeps with this tag; written several times, with all of them.");

    private static readonly QueryParameter Hash = QueryParameter.Text("spec_hash", "Only sweeps of this canonical spec.");

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/sweeps", ListAsync).Takes(States, Name, Tag, Hash, Paging.Size, Paging.Token)
            .Describe<SweepPageView>("list_sweeps", "Lists sweeps, newest first", Scopes.Read, 400);
        routes.MapGet("/sweeps/{id}", StatusAsync).Takes().Describe<SweepStatus>("get_sweep", "Says how a sweep stands: what `sweep status --json` prints", Scopes.Read, 404);
        routes.MapGet("/sweeps/{id}/spec", SpecAsync).Takes().Describe<SpecView>("get_spec", "Gives a sweep's spec as it was sent and in its canonical form", Scopes.Read, 404);
        routes.MapGet("/sweeps/{id}/row", RowAsync).Takes().Describe<SweepRowView>("get_row", "Gives a sweep as it is stored, its spec with it, without a look at its trials", Scopes.Read, 404);
        routes.MapDelete("/sweeps/{id}", DeleteAsync).Takes()
            .Describe<DeletedSweep>("delete_sweep", "Deletes a sweep that has ended, with all of its rows", Scopes.Admin, 404, 409)
            .DisableRequestTimeout();
        MapChange(routes, "pause", SweepState.Paused, "Pauses a sweep: what is in training is finished, nothing more is started");
        MapChange(routes, "resume", SweepState.Running, "Lets a paused or failed sweep go on");
        MapChange(routes, "cancel", SweepState.Cancelled, "Cancels a sweep; what it has finished is kept");
        routes.MapPost("/sweeps/{id}:retry", RetryAsync).Takes()
            .Describe<RetriedTrials>("retry_sweep", "Lets the failed trials of a sweep run again; one that is completed is running then", Scopes.Write, 404);
    }

    private static void MapChange(RouteGroupBuilder routes, string verb, SweepState to, string summary) => routes
        .MapPost($"/sweeps/{{id}}:{verb}", (HttpContext http, string id, ISweepService sweeps, SweepAsk ask) => ChangeAsync(http, id, to, sweeps, ask))
        .Takes().Describe<ChangedSweep>($"{verb}_sweep", summary, Scopes.Write, 404, 409);

    private static async Task<IResult> ListAsync(HttpContext http, IResultService results)
    {
        var query = new QueryReader(http);
        var states = new List<SweepState>();
        foreach (var name in query.List(States))
        {
            if (SweepStates.TryParse(name, out var state))
                states.Add(state);
        }

        var wanted = new SweepQuery
        {
            States = states.Count == 0 ? null : states,
            NameContains = query.Text(Name),
            Tags = query.List(Tag),
            SpecHash = query.Text(Hash),
            PageSize = query.Whole(Paging.Size),
            PageToken = query.Text(Paging.Token),
        };
        if (query.Refusal is { } wrong)
            return Problems.Of(wrong);
        if (!(await results.ListAsync(wanted, http.RequestAborted)).TryGet(out var page, out var refusal))
            return Problems.Of(refusal);
        Paging.Link(http, page.NextPageToken);
        return ApiAnswer.Tagged(
            http, new SweepPageView([.. page.Sweeps.Select(sweep => new ListedSweepView(sweep))], page.NextPageToken), SweepJson.Default.SweepPageView);
    }

    private static Task<IResult> StatusAsync(HttpContext http, string id, ISweepService sweeps, SweepAsk ask) => ask.AnswerAsync(http, id, async (sweep, _) =>
        ApiAnswer.Tagged(http, await sweeps.StatusAsync(sweep, http.RequestAborted), SweepJson.Default.SweepStatus));

    private static Task<IResult> SpecAsync(HttpContext http, string id, SweepAsk ask) => ask.AnswerAsync(http, id, (sweep, _) =>
    {
        using var canonical = JsonDocument.Parse(sweep.CanonicalSpec);
        return Task.FromResult(ApiAnswer.Tagged(
            http, new SpecView(sweep.Id, sweep.SpecText, canonical.RootElement, sweep.SpecHash), SweepJson.Default.SpecView));
    });

    private static Task<IResult> RowAsync(HttpContext http, string id, SweepAsk ask) => ask.AnswerAsync(http, id, (sweep, _) =>
    {
        using var canonical = JsonDocument.Parse(sweep.CanonicalSpec);
        return Task.FromResult(ApiAnswer.Tagged(http, new SweepRowView(sweep, canonical.RootElement), SweepJson.Default.SweepRowView));
    });

    private static Task<IResult> RetryAsync(HttpContext http, string id, ISweepService sweeps, SweepAsk ask) => ask.AnswerAsync(http, id, async (sweep, _) =>
        ApiAnswer.Json(new RetriedTrials(sweep.Id, await sweeps.RetryFailedAsync(sweep.Id, http.RequestAborted)), SweepJson.Default.RetriedTrials));

    // It goes on without its caller: what is left of a sweep is of no use to anybody.
    private static Task<IResult> DeleteAsync(
        HttpContext http, string id, IResultService results, IHostApplicationLifetime host, SweepAsk ask) => ask.AnswerAsync(http, id, async (sweep, _) =>
        (await results.DeleteAsync(sweep, host.ApplicationStopping)).TryGet(out var deleted, out var refusal)
            ? ApiAnswer.Json(deleted, SweepJson.Default.DeletedSweep)
            : Problems.Of(refusal));

    private static Task<IResult> ChangeAsync(HttpContext http, string id, SweepState to, ISweepService sweeps, SweepAsk ask) =>
        ask.AnswerAsync(http, id, async (sweep, _) =>
        {
            var changed = await sweeps.ChangeAsync(sweep, to, http.RequestAborted);
            return changed.Refused is { } refused ? Problems.Of(409, refused) : ApiAnswer.Json(changed, SweepJson.Default.ChangedSweep);
        });
}
