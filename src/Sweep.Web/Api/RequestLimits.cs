using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Texts;

namespace Sweep.Web.Api;

/// <summary>Limits on bodies, on time, and on how often somebody asks.</summary>
internal static class RequestLimits
{
    /// <summary>Names the limits of what is large: one is read at a time, since each takes memory by its size.</summary>
    public const string Uploads = "uploads";

    public static void AddRequestLimits(this IServiceCollection services, ApiLimits limits)
    {
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = limits.BodyBytes;
        });
        services.AddRequestTimeouts(timeouts =>
        {
            timeouts.DefaultPolicy = Within(limits.Answer, "ask for less at once");
            timeouts.AddPolicy(Uploads, Within(limits.Upload, "send less at once, or by a faster connection"));
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                http => RateLimitPartition.GetTokenBucketLimiter(Callers.NameOf(http), _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = limits.Burst,
                    TokensPerPeriod = Math.Max(1, limits.RequestsPerSecond / 10),
                    ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                    AutoReplenishment = true,
                    QueueLimit = 0,
                }));
            limiter.AddConcurrencyLimiter(Uploads, uploads =>
            {
                uploads.PermitLimit = 1;
                uploads.QueueLimit = limits.WaitingUploads;
            });
            limiter.OnRejected = (rejected, cancellation) =>
            {
                RetryLater.Set(rejected.HttpContext, 1);
                return new ValueTask(Problems.Of(429, new Problem("", "", "asks more often than this server answers", "try again in a second")).ExecuteAsync(rejected.HttpContext));
            };
        });
    }

    /// <summary>
    /// Limits how often somebody asks, from the first question on: the limiter looks ten times a second who has become quiet, also where nobody ever asks.
    /// </summary>
    public static void UseRequestLimits(this WebApplication app) => app.Use(next =>
    {
        var limited = new Lazy<RequestDelegate>(() =>
        {
            var branch = ((IApplicationBuilder)app).New();
            branch.UseRateLimiter();
            branch.Run(next);
            return branch.Build();
        });
        return http => IsHealth(http) ? next(http) : limited.Value(http);
    });

    private static bool IsHealth(HttpContext http) => http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    private static RequestTimeoutPolicy Within(TimeSpan limit, string remedy) => new()
    {
        Timeout = limit,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = http => Problems.Of(503, new Problem("", "", "took longer than this server gives an answer", remedy)).ExecuteAsync(http),
    };
}
