using Polly;
using Polly.Retry;
using Sweep.Client.Commands;
using Sweep.Grains.Storage;

namespace Sweep.Client.Running;

/// <summary>Asks again, with growing pauses and for some ten minutes, where a database that was there a moment ago is away.</summary>
internal sealed class StorePatience
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline _retries;

    public StorePatience(Invocation call) => _retries = new ResiliencePipelineBuilder { TimeProvider = call.Context.Time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StoreException>(failure => failure.IsTransient),
            MaxRetryAttempts = 60,
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstPause,
            MaxDelay = LongestPause,
            UseJitter = true,
            OnRetry = retry =>
            {
                if (retry.AttemptNumber == 0)
                    call.Output.Say($"waiting for the database: {retry.Outcome.Exception!.Message}");
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <exception cref="StoreException">The database stayed away, or refused for good.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation) =>
        await _retries.ExecuteAsync(async token => await ask(token), cancellation);
}
