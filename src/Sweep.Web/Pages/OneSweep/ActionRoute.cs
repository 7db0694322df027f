using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Storage.Sweeps;
using Sweep.Web.Keys;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>Pauses, resumes, cancels and deletes, each after a page that says what comes of it; writes notes and tags.</summary>
internal static class ActionRoute
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var action in SweepAction.All)
        {
            var address = $"/sweeps/{{id}}/{action.Name}";
            routes.MapGet(address, (HttpContext http, string id, ISweepService sweeps) => AskAsync(http, id, action, sweeps))
                .ShowTo(action.Scope, $"To {action.Verb.ToLowerInvariant()} a sweep");
            var act = routes.MapPost(
                address,
                (HttpContext http, string id, ISweepService sweeps, IResultService results, IHostApplicationLifetime host) =>
                    ActAsync(http, id, action, sweeps, results, host))
                .RequireAuthorization(action.Scope);
            if (action.To is null)
                act.DisableRequestTimeout();
        }

        routes.MapPost("/sweeps/{id}/notes", NoteAsync).RequireAuthorization(Scopes.Write);
    }

    private static async Task<IResult> AskAsync(HttpContext http, string id, SweepAction action, ISweepService sweeps) =>
        (await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var refusal)
            ? PageResult.Of<ActionPage>(new ActionModel(sweep, action))
            : Refusals.Page(refusal);

    private static async Task<IResult> ActAsync(
        HttpContext http, string id, SweepAction action, ISweepService sweeps, IResultService results, IHostApplicationLifetime host)
    {
        if (!(await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var refusal))
            return Refusals.Page(refusal);
        var own = $"/sweeps/{sweep.Id:d}";

        // It goes on without its caller: what is left of a sweep is of no use to anybody.
        if (action.To is not { } to)
        {
            return (await results.DeleteAsync(sweep, host.ApplicationStopping)).Refusal is { } kept
                ? Refusals.Page(kept, own, "The sweep")
                : PageResult.SeeOther("/sweeps");
        }

        var changed = await sweeps.ChangeAsync(sweep, to, http.RequestAborted);
        return changed.Refused is { } problem ? Refusals.Page(new Refusal(RefusalKind.NotAllowed, problem), own, "The sweep") : PageResult.SeeOther(own);
    }

    private static async Task<IResult> NoteAsync(HttpContext http, string id, ISweepService sweeps, IResultService results)
    {
        if (!http.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (!(await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var refusal))
            return Refusals.Page(refusal);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var own = $"/sweeps/{sweep.Id:d}";
        refusal = (await results.NoteAsync(sweep, form["note"].ToString().ReplaceLineEndings("\n").Trim(), http.RequestAborted)).Refusal
            ?? await TagAsync(results, sweep, form["tags"].ToString(), http.RequestAborted);
        return refusal is null ? PageResult.SeeOther($"{own}#data") : Refusals.Page(refusal, own, "The sweep");
    }

    private static async Task<Refusal?> TagAsync(IResultService results, SweepRecord sweep, string text, CancellationToken cancellation)
    {
        var wanted = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        var present = (await results.NotesAsync(sweep, cancellation)).Tags;
        return (await results.TagAsync(sweep, [.. wanted.Except(present)], [.. present.Except(wanted)], cancellation)).Refusal;
    }
}
