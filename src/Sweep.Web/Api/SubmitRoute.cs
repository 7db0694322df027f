using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Sweep.Core.Specs;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>Submits a spec, or looks at it alone.</summary>
internal static class SubmitRoute
{
    internal const string KeyHeader = "Idempotency-Key";

    private static readonly string[] MediaTypes = ["application/json", "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    private static readonly QueryParameter ValidateOnly = QueryParameter.Flag("validate_only", "Whether to say what is wrong with the spec, or how many trials it makes, and to store nothing.");

    private static readonly QueryParameter NoReuse = QueryParameter.Flag("no_reuse", "Whether to train every trial, those too that another sweep of the database has trained; as `reuse: none` in the spec.");

    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/sweeps", SubmitAsync)
        .Takes(ValidateOnly, NoReuse)
        .Reads(KeyHeader, "Makes it idempotent: the same key with the same spec gives the sweep that is there, with 200 and `Idempotent-Replayed: true`; with another spec 422.")
        .Accepts<SpecBody>("application/yaml", "application/json")
        .Describe<SubmittedSweep>("submit_sweep", "Submits a spec in YAML or JSON; with `Idempotency-Key` once, however often it is sent", Scopes.Write, 400, 413, 415, 422)
        .Produces<SubmittedSweep>(StatusCodes.Status201Created);

    private static async Task<IResult> SubmitAsync(HttpContext http, ISweepService sweeps)
    {
        var query = new QueryReader(http);
        var (validatesOnly, trainsAll) = (query.Flag(ValidateOnly), query.Flag(NoReuse));
        var key = KeyOf(http, query);
        if (query.Refusal is { } wrong)
            return Problems.Of(wrong);
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !MediaTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
        {
            return Problems.Of(415, new Problem(
                "Content-Type", http.Request.ContentType ?? "", "is no type of a spec", "send YAML as application/yaml, or JSON as application/json"));
        }

        var spec = await ReadAsync(http);
        if (!(await sweeps.ValidateAsync(spec, http.RequestAborted)).TryGet(out var valid, out var refusal))
            return Problems.Of(422, refusal);
        if (trainsAll)
            valid = valid.With(ReuseScope.None);
        if (validatesOnly)
            return ApiAnswer.Json(CheckedOf(valid), SweepJson.Default.CheckedSpec);
        if (!(await sweeps.SubmitAsync(valid, key, http.RequestAborted)).TryGet(out var submitted, out refusal))
            return Refused(refusal);
        return Accepted(http, submitted);
    }

    /// <summary>The key that makes a request idempotent; null where it has none, or a wrong one.</summary>
    public static string? KeyOf(HttpContext http, QueryReader query)
    {
        var keys = http.Request.Headers[KeyHeader];
        var key = keys.Count == 0 ? null : keys.ToString();
        if (SubmitKeys.Check(KeyHeader, key) is { } wrong)
            query.Refuse(wrong);
        return key;
    }

    public static IResult Refused(Refusal refusal) => Problems.Of(422, refusal.Kind == RefusalKind.Conflict ? refusal.At(KeyHeader) : refusal);

    public static IResult Accepted(HttpContext http, SubmittedSweep submitted)
    {
        http.Response.Headers.Location = $"/v1/sweeps/{submitted.SweepId:d}";
        if (submitted.Submitted)
            return ApiAnswer.Json(submitted, SweepJson.Default.SubmittedSweep, StatusCodes.Status201Created);
        http.Response.Headers["Idempotent-Replayed"] = "true";
        return ApiAnswer.Json(submitted, SweepJson.Default.SubmittedSweep);
    }

    private static CheckedSpec CheckedOf(ValidSpec valid)
    {
        using var canonical = JsonDocument.Parse(valid.Canonical);
        return CheckedSpec.Of(valid.Spec, valid.Hash, canonical.RootElement.Clone());
    }

    /// <summary>The server's limit on bodies keeps it small.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }
}
