using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>What goes on now.</summary>
internal static class LiveRoutes
{
    private static readonly QueryParameter Trials = QueryParameter.Flag("trials", "Whether to tell of the trials in training too; then there is an event as well when one of them has gone on.");

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/silos", SilosAsync).Takes().Describe<SiloList>("list_silos", "Lists the silos that seem alive", Scopes.Read);
        routes.MapGet("/sweeps/{id}/silos", LiveAsync).Takes()
            .Describe<LiveSweep>("get_live", "Says what only live silos know of a sweep: how busy they are, and what is in training", Scopes.Read, 404);
        routes.MapGet("/sweeps/{id}/events", EventsAsync).Takes(Trials)
            .Reads("Last-Event-ID", "The `id` of the event that was read last: it is not said again.")
            .Describe<SweepProgressView>("watch_sweep", "Tells how a sweep goes on, as server-sent events, until it has ended", Scopes.Read, 404, 429)
            .WithMetadata(ContentMark.Events)
            .DisableRequestTimeout();
    }

    private static async Task<IResult> SilosAsync(HttpContext http, SiloReader silos)
    {
        var query = new QueryReader(http);
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : ApiAnswer.Tagged(http, new SiloList(await silos.ReadAsync(http.RequestAborted)), SweepJson.Default.SiloList);
    }

    private static Task<IResult> LiveAsync(HttpContext http, string id, ISweepService sweeps, SweepAsk ask) => ask.AnswerAsync(http, id, async (sweep, _) =>
        ApiAnswer.Tagged(http, await sweeps.LiveAsync(sweep, http.RequestAborted) ?? new LiveSweep([], null, []), SweepJson.Default.LiveSweep));

    private static Task<IResult> EventsAsync(HttpContext http, string id, SweepFeeds feeds, StreamGate gate, SweepAsk ask) =>
        ask.AnswerAsync(http, id, (sweep, query) =>
        {
            var withTrials = query.Flag(Trials);
            if (query.Refusal is { } wrong)
                return Task.FromResult<IResult>(Problems.Of(wrong));
            if (gate.TryEnter(Callers.NameOf(http)) is { } pass)
                return Task.FromResult<IResult>(new EventStream(feeds.Join(sweep), pass, withTrials));
            RetryLater.Set(http, 5);
            return Task.FromResult<IResult>(Problems.Of(429, new Problem("events", "", "has as many open streams as this server allows", "close others first")));
        });
}
