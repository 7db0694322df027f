using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>Trials that are trained by whoever asks for them.</summary>
internal static class ClaimRoutes
{
    private const string Rule = "is not what this address takes";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/sweeps/{id}/trials:ask", AskAsync).Takes().Accepts<TrialRequest>("application/json")
            .Describe<AskedTrial>("ask_trial", "Gives a client the trial that it has, else the next; null where there is none now", Scopes.Write, 400, 404, 409, 415, 503);
        routes.MapPost("/sweeps/{id}/trials/{number}:report", ReportAsync).Takes().Accepts<TrialReport>("application/json")
            .Describe<ClaimStanding>("report_trial", "Says that a client is at its trial still, and how far; the answer says whether it is to stop", Scopes.Write, 400, 404, 409, 415, 503)
            .WithMetadata(new HeartbeatMark());
        routes.MapPost("/sweeps/{id}/trials/{number}:complete", CompleteAsync).Takes().Accepts<TrialCompletion>("application/json")
            .Describe<TrialView>("complete_trial", "Stores what a client's trial has come to, with its whole curve, once; the same again gives the same row", Scopes.Write, 400, 404, 409, 413, 415);
        routes.MapPost("/sweeps/{id}/trials/{number}:release", ReleaseAsync).Takes().Accepts<TrialRelease>("application/json")
            .Describe<ClaimStanding>("release_trial", "Gives a trial back, which another client gets; no attempt is counted", Scopes.Write, 400, 404, 415);
    }

    private static Task<IResult> AskAsync(HttpContext http, string id, IClaimService claims, SweepAsk ask) => ask.AnswerAsync(http, id, async (sweep, _) =>
    {
        var (request, wrong) = await JsonBody.ReadAsync(http, SweepJson.Default.TrialRequest, Rule, "send {\"client_id\":\"box-4242\"}");
        if (request is null)
            return wrong!;
        var asked = await claims.AskAsync(sweep, request.ClientId, http.RequestAborted);
        if (asked.TryGet(out var trial, out var _) && trial.RetryAfter is { } seconds)
            RetryLater.Set(http, seconds);
        return AnswerOf(http, asked, SweepJson.Default.AskedTrial);
    });

    private static Task<IResult> ReportAsync(HttpContext http, string id, string number, IClaimService claims, SweepAsk ask) => OfTrialAsync(
        http, id, number, ask, SweepJson.Default.TrialReport, "send {\"token\":\"…\",\"points\":[{\"step\":10,\"loss\":0.4}]}",
        (sweep, trial, report) => claims.ReportAsync(sweep, trial, report, http.RequestAborted), SweepJson.Default.ClaimStanding);

    // It goes on without its caller, who would only have to send it again.
    private static Task<IResult> CompleteAsync(HttpContext http, string id, string number, IClaimService claims, SweepAsk ask) => OfTrialAsync(
        http, id, number, ask, SweepJson.Default.TrialCompletion,
        "send {\"token\":\"…\",\"points\":[{\"step\":10,\"loss\":0.4}]}, or {\"token\":\"…\",\"state\":\"failed\",\"error\":\"…\"}",
        (sweep, trial, completion) => claims.CompleteAsync(sweep, trial, completion, CancellationToken.None), SweepJson.Default.TrialView);

    private static Task<IResult> ReleaseAsync(HttpContext http, string id, string number, IClaimService claims, SweepAsk ask) => OfTrialAsync(
        http, id, number, ask, SweepJson.Default.TrialRelease, "send {\"token\":\"…\"}",
        (sweep, trial, release) => claims.ReleaseAsync(sweep, trial, release.Token, http.RequestAborted), SweepJson.Default.ClaimStanding);

    private static Task<IResult> OfTrialAsync<TSent, TGiven>(
        HttpContext http, string id, string number, SweepAsk ask, JsonTypeInfo<TSent> sent, string remedy,
        Func<SweepRecord, long, TSent, Task<Answer<TGiven>>> answer, JsonTypeInfo<TGiven> given)
        where TSent : class
        where TGiven : notnull => ask.AnswerAsync(http, id, async (sweep, query) =>
    {
        var trial = TrialRoutes.ReadNumber(query, number);
        if (query.Refusal is { } refusal)
            return Problems.Of(refusal);
        var (content, wrong) = await JsonBody.ReadAsync(http, sent, Rule, remedy);
        return content is null ? wrong! : AnswerOf(http, await answer(sweep, trial, content), given);
    });

    private static IResult AnswerOf<T>(HttpContext http, Answer<T> answer, JsonTypeInfo<T> type)
        where T : notnull
    {
        if (answer.TryGet(out var content, out var refusal))
            return ApiAnswer.Json(content, type);
        if (refusal.Kind == RefusalKind.Unavailable)
            RetryLater.Set(http, 5);
        return Problems.Of(refusal);
    }
}
