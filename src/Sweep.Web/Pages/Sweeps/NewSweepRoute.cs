using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Specs;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Web.Keys;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Sweeps;

/// <summary>The editor of specs: it shows what is wrong in its place, and submits what is right.</summary>
internal static class NewSweepRoute
{
    private const string Example = """
        name: first-sweep
        parameters:
          pattern: [circle, diamond]
          learning_rate: { log: [0.001, 0.1], count: 3 }
          iterations: [500]
          samples: [100, 300]
        replicates: 2
        target: { loss: 0.3 }
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sweeps/new", StartAsync).ShowTo(Scopes.Write, "Submitting sweeps");
        routes.MapPost("/sweeps/new", SendAsync).RequireAuthorization(Scopes.Write);
    }

    /// <summary>With the spec of another sweep where the address says so, to change and send it again.</summary>
    private static async Task<IResult> StartAsync(HttpContext http, ISweepService sweeps)
    {
        if (Address.Of(http.Request)["from"] is not { } id)
            return Page(Example + "\n", NewKey(), [], null);
        return (await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var refusal)
            ? Page(sweep.SpecText, NewKey(), [], null)
            : Refusals.Page(refusal);
    }

    private static async Task<IResult> SendAsync(HttpContext http, ISweepService sweeps)
    {
        if (!http.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);

        // Browsers send lines ended by CR LF, whatever was typed.
        var text = form["spec"].ToString().ReplaceLineEndings("\n");
        var key = form["key"].ToString() is { Length: > 0 } sent ? sent : NewKey();
        if (!(await sweeps.ValidateAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted)).TryGet(out var spec, out var wrong))
            return Page(text, key, wrong.Problems, null, StatusCodes.Status422UnprocessableEntity);
        if (form["action"] != "submit")
            return Page(text, key, [], spec);
        if ((await sweeps.SubmitAsync(spec, key, http.RequestAborted)).TryGet(out var submitted, out var refused))
            return PageResult.SeeOther($"/sweeps/{submitted.SweepId:d}");

        // The same form was sent before with another spec: what is here now is a sweep of its own, once it is sent again.
        return Page(text, refused.Kind == RefusalKind.Conflict ? NewKey() : key, refused.Problems, null, StatusCodes.Status422UnprocessableEntity);
    }

    private static string NewKey() => $"page-{Guid.NewGuid():n}";

    private static IResult Page(
        string text, string key, IReadOnlyList<Core.Texts.Problem> problems, Service.Sweeps.ValidSpec? spec, int status = StatusCodes.Status200OK) =>
        PageResult.Of<NewSweepPage>(new NewSweepModel(text, key, [.. problems.OrderBy(problem => (problem as SpecError)?.Line ?? 0)], spec), status);
}
