using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Core.Texts;

namespace Sweep.Web.Api;

/// <summary>
/// Requests that may take longer than others, streams and uploads for instance, end once the server is to stop: it would wait for them with all that stops
/// after it.
/// </summary>
internal static class LongRequests
{
    private const int RetrySeconds = 5;

    /// <summary>To stand behind the limits of time, so that what fails here is not taken for a caller who has gone.</summary>
    public static void UseEndOfLongRequests(this WebApplication app)
    {
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        app.Use((http, next) => IsLong(http.GetEndpoint()) ? RunAsync(http, next, stopping) : next(http));
    }

    private static bool IsLong(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null
        || endpoint?.Metadata.GetMetadata<RequestTimeoutAttribute>() is not null;

    private static async Task RunAsync(HttpContext http, RequestDelegate next, CancellationToken stopping)
    {
        var caller = http.RequestAborted;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(caller, stopping);
        http.RequestAborted = end.Token;
        var isCut = false;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            isCut = true;
        }
        finally
        {
            http.RequestAborted = caller;
        }

        if (!isCut)
            return;

        var hasBegun = http.Response.HasStarted;
        if (!hasBegun)
        {
            RetryLater.Set(http, RetrySeconds);
            await Problems.Of(503, new Problem("", "", "this server stops", "ask another, or this one once it runs again")).ExecuteAsync(http);
            await http.Response.CompleteAsync();
        }

        // Nobody takes a part of an answer for the whole, and the rest of what is being sent is not waited for: the connection breaks.
        if (hasBegun || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            http.Abort();
    }
}
