using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Storage.Faults;

namespace Sweep.Web.Api;

/// <summary>What callers are told of exceptions; stack traces are for the log.</summary>
internal static class Failures
{
    /// <summary>Seconds that a database may need to come back.</summary>
    private const int StorePause = 2;

    public static Task AnswerAsync(HttpContext http)
    {
        var failure = http.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        return ResultOf(http, failure).ExecuteAsync(http);
    }

    /// <summary>Answers that framework and middleware leave without a body.</summary>
    public static Task AnswerStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        return http.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) ? OfStatus(http).ExecuteAsync(http) : Task.CompletedTask;
    }

    private static ProblemResult OfStatus(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => Problems.Of(401, new Problem(
            "Authorization", "", "must have a key that is good", "send `Authorization: Bearer swp_…`; `sweep key add NAME` makes one")),
        StatusCodes.Status403Forbidden => Problems.Of(403, new Problem("Authorization", "", "the key does not allow this", "use one of a wider scope")),
        StatusCodes.Status404NotFound => Problems.Of(404, new Problem("path", http.Request.Path.Value ?? "", "is no address of this server", "/v1/openapi.json has them")),
        StatusCodes.Status405MethodNotAllowed => Problems.Of(405, new Problem(
            "method", http.Request.Method, "is not for this address", $"it takes {http.Response.Headers.Allow}")),
        var status => Problems.OfStatus(status),
    };

    private static ProblemResult ResultOf(HttpContext http, Exception failure)
    {
        switch (failure)
        {
            case BadHttpRequestException bad:
                return Problems.Of(bad.StatusCode, new Problem("request", "", bad.Message));
            case RefusalException refused:
                return Problems.Of(refused.Refusal);
            case AntiforgeryValidationException:
                return Problems.Of(400, new Problem("form", "", "was not made by this server for this browser", "load the page again"));
            case StoreException { IsTransient: true } away:
                RetryLater.Set(http, StorePause);
                return Problems.Of(503, new Problem("", "", away.Message, "try again"));
            case StoreException { IsDamage: true } damage:
                return Problems.Of(500, new Problem("", "", damage.Message));
            case OperationCanceledException when http.RequestAborted.IsCancellationRequested:
                return Problems.OfStatus(StatusCodes.Status499ClientClosedRequest);
            default:
                http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Sweep.Web").RequestFailed(failure, http.Request.Path);
                return Problems.Of(500, new Problem("", "", "something went wrong that should not", "the server's log says more"));
        }
    }
}
