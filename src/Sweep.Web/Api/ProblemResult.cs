using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sweep.Service.Views;

namespace Sweep.Web.Api;

/// <summary>An answer that says why something is not done.</summary>
internal sealed class ProblemResult(ProblemView problem) : IResult
{
    public const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(response.Body, problem, SweepJson.Default.ProblemView, httpContext.RequestAborted);
    }
}
