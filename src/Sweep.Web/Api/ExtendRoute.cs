using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>Adds to a sweep that has ended, as another one.</summary>
internal static class ExtendRoute
{
    private const string Rule = "is no extension of a sweep";
    private const string Remedy = "send {\"iterations\":[10000]}, {\"trials\":200} or {\"add\":{\"learning_rate\":[0.1]}}";

    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/sweeps/{id}/extensions", ExtendAsync)
        .Takes()
        .Reads(SubmitRoute.KeyHeader, "Makes it idempotent, as that of submitting does.")
        .Accepts<ExtensionRequest>("application/json")
        .Describe<SubmittedSweep>(
            "extend_sweep", "Submits a sweep of all that an ended one has, and more: what that has trained is copied, and what is new is trained", Scopes.Write,
            400, 404, 409, 415, 422)
        .Produces<SubmittedSweep>(StatusCodes.Status201Created);

    private static Task<IResult> ExtendAsync(HttpContext http, string id, ISweepService sweeps, SweepAsk ask) =>
        ask.AnswerAsync(http, id, (sweep, query) => SubmitAsync(http, sweeps, sweep, query));

    private static async Task<IResult> SubmitAsync(HttpContext http, ISweepService sweeps, SweepRecord sweep, QueryReader query)
    {
        var key = SubmitRoute.KeyOf(http, query);
        if (query.Refusal is { } wrong)
            return Problems.Of(wrong);
        var (request, refused) = await JsonBody.ReadAsync(http, SweepJson.Default.ExtensionRequest, Rule, Remedy);
        if (request is null)
            return refused!;
        if (!request.HasValuesAlone)
            return Problems.Of(400, new Problem("body", "", Rule, Remedy));
        return (await sweeps.ExtendAsync(sweep, request.ToExtension(), key, http.RequestAborted)).TryGet(out var submitted, out var refusal)
            ? SubmitRoute.Accepted(http, submitted)
            : refusal.Kind == RefusalKind.NotAllowed ? Problems.Of(409, refusal) : SubmitRoute.Refused(refusal);
    }
}
