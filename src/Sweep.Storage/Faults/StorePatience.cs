using Polly;
using Polly.Retry;

namespace Sweep.Storage.Faults;

/// <summary>Asks again, with growing pauses, where a database is away for a reason that may pass.</summary>
/// <param name="time">The clock.</param>
/// <param name="limit">A failure that comes later than this after the first try is final.</param>
/// <param name="waiting">Told of each reason for which a question waits, once.</param>
public sealed class StorePatience(TimeProvider time, TimeSpan limit, Action<StoreException> waiting)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <exception cref="StoreException">The database stayed away, or refused for good.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var told = new HashSet<string>(StringComparer.Ordinal);
        var retries = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<StoreException>(failure => failure.IsTransient && time.GetElapsedTime(start) < limit),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                UseJitter = true,
                OnRetry = retry =>
                {
                    if (retry.Outcome.Exception is StoreException failure && told.Add(failure.Message))
                        waiting(failure);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        return await retries.ExecuteAsync(async token => await ask(token), cancellation);
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task AskAsync(Func<CancellationToken, Task> ask, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return AskAsync(
            async token =>
            {
                await ask(token);
                return true;
            },
            cancellation);
    }
}
