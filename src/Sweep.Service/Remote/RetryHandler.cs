using System.Net;
using Polly;
using Polly.Retry;

namespace Sweep.Service.Remote;

/// <summary>
/// Sends again, after a pause that grows or that the server names, what a server has not done for a reason that may pass: what it did not look at, and of the
/// rest what may be done twice.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="transport">What sends.</param>
internal sealed class RetryHandler(TimeProvider time, HttpMessageHandler transport) : DelegatingHandler(transport)
{
    private const int MostRetries = 6;

    /// <summary>Of a request that may be done twice.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsRepeatable = new("sweep-repeatable");

    /// <summary>Of a request whose sender looks after failures.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsSentOnce = new("sweep-once");

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Whoever is asked to wait for longer is told so instead.</summary>
    private static readonly TimeSpan LongestWanted = TimeSpan.FromMinutes(1);

    /// <summary>Whether anything has ever answered: an address where nothing does is told at once.</summary>
    public bool HasAnswered { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(IsSentOnce, out var isSentOnce) && isSentOnce)
            return await SendOnceAsync(request, cancellationToken);
        var retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = outcome => ValueTask.FromResult(MayPass(request, outcome.Outcome)),
                MaxRetryAttempts = MostRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                UseJitter = true,
                DelayGenerator = outcome => ValueTask.FromResult(Wanted(outcome.Outcome.Result)),
            })
            .Build();
        return await retries.ExecuteAsync(async token => await SendOnceAsync(request, token), cancellationToken);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await base.SendAsync(request, cancellation);
        HasAnswered = true;
        return response;
    }

    private bool MayPass(HttpRequestMessage request, Outcome<HttpResponseMessage> outcome)
    {
        var isRepeatable = request.Method == HttpMethod.Get || (request.Options.TryGetValue(IsRepeatable, out var repeatable) && repeatable);
        return outcome switch
        {
            { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } } => HasAnswered,
            { Exception: HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError } } => isRepeatable,
            { Result: { } response } when Wanted(response) > LongestWanted => false,
            { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
            { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => isRepeatable,
            _ => false,
        };
    }

    /// <summary>What the server asks to wait for; null where it asks for nothing.</summary>
    private TimeSpan? Wanted(HttpResponseMessage? response)
    {
        var asked = response?.Headers.RetryAfter;
        var wait = asked?.Delta ?? asked?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
