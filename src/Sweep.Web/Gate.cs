using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sweep.Core.Texts;
using Sweep.Web.Api;
using Sweep.Web.Keys;

namespace Sweep.Web;

/// <summary>
/// What every request passes before its route: the name it calls the server by, where it comes from, and what it takes; what it changed is logged.
/// </summary>
internal sealed class Gate(RequestDelegate next, AccessSettings access, AccessState state, ILoggerFactory loggers)
{
    private readonly ILogger _audit = loggers.CreateLogger("Sweep.Web.Audit");

    public async Task InvokeAsync(HttpContext http)
    {
        SecurityHeaders.Set(http);
        if (Refusal(http) is { } refused)
        {
            await refused.ExecuteAsync(http);
            return;
        }

        await next(http);
        if (IsChange(http) && http.Response.StatusCode < 400 && http.User.KeyId() is { } key)
        {
            _audit.Changed(
                http.Request.Method, http.Request.Path.ToUriComponent(), key, Printable.Of(http.User.Identity?.Name ?? ""),
                $"{http.Connection.RemoteIpAddress}", http.Response.StatusCode);
        }
    }

    private ProblemResult? Refusal(HttpContext http)
    {
        var request = http.Request;
        if (!request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) && !HostNames.IsAllowed(request.Host.Host, access, state.IsOpen))
        {
            return Problems.Of(400, new Problem(
                "Host", request.Host.Value ?? "", "is no name that this server is called by", "use the address that it listens on, or name this one in AllowedHosts"));
        }

        if (Origins.IsForeign(request))
            return Problems.Of(403, new Problem("Origin", request.Headers.Origin.ToString(), "is another server's page, from which nothing is changed here"));
        return request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) && !Accepting.Takes(http)
            ? Problems.Of(406, new Problem("Accept", request.Headers.Accept.ToString(), "has no type that this address answers with", "take application/json, or text/event-stream of events"))
            : null;
    }

    private static bool IsChange(HttpContext http) =>
        http.Request.Method is var method && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method)
        && http.GetEndpoint()?.Metadata.GetMetadata<HeartbeatMark>() is null;
}
