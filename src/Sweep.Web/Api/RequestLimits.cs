using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Texts;

namespace Sweep.Web.Api;

/// <summary>Limits on bodies, on time, and on how often somebody asks.</summary>
internal static class RequestLimits
{
    public static void AddRequestLimits(this IServiceCollection services, ApiLimits limits)
    {
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = limits.BodyBytes;
        });
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = limits.Answer,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = static http => Problems
                .Of(503, new Problem("", "", "took longer than this server gives an answer", "ask for less at once")).ExecuteAsync(http),
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                http => http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(Callers.NameOf(http), _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = limits.Burst,
                    TokensPerPeriod = Math.Max(1, limits.RequestsPerSecond / 10),
                    ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                    AutoReplenishment = true,
                    QueueLimit = 0,
                }));
            limiter.OnRejected = (rejected, cancellation) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
                return new ValueTask(Problems.Of(429, new Problem("", "", "asks more often than this server answers", "try again in a second")).ExecuteAsync(rejected.HttpContext));
            };
        });
    }
}
