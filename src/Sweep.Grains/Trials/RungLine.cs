using System.Collections.Concurrent;
using Sweep.Core.Pruners;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Trials;

/// <summary>
/// The trials of one sweep that wait on this silo, off their slots, for what its owner decides about them at rungs. The owner is told of all that wait whenever
/// another has come, when it has news, and now and then: it may be another by then that knows of none.
/// </summary>
/// <param name="plan">Where trials are judged.</param>
/// <param name="tell">Tells the owner; null where nobody has replied that could decide. Must not throw: who waits would wait for ever.</param>
/// <param name="hasNews">Waits until the owner may have decided more than a reply with these news had. Must not throw either.</param>
/// <param name="time">The clock.</param>
internal sealed class RungLine(RungPlan plan, Func<RungReport, Task<RungReply?>> tell, Func<long, Task<bool>> hasNews, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    // While news are waited for, they come of themselves.
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(2);

    // What comes to rungs at about the same time is told together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<long, Waiting> _waiting = new();
    private TaskCompletionSource _come = NewSource();
    private int _isTelling;

    public RungPlan Plan => plan;

    /// <summary>Waits for what is decided.</summary>
    /// <exception cref="OperationCanceledException">The trial is to stop.</exception>
    public async Task<RungDecision> AskAsync(long number, int rung, RungValue value, CancellationToken stop)
    {
        var waiting = new Waiting(rung, value, new TaskCompletionSource<RungDecision>(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting[number] = waiting;
        Volatile.Read(ref _come).TrySetResult();
        if (Interlocked.Exchange(ref _isTelling, 1) == 0)
            _ = Task.Run(TellAsync, CancellationToken.None);
        try
        {
            return await waiting.Decided.Task.WaitAsync(stop);
        }
        finally
        {
            _waiting.TryRemove(KeyValuePair.Create(number, waiting));
        }
    }

    private async Task TellAsync()
    {
        Task news = Task.CompletedTask;
        do
        {
            while (!_waiting.IsEmpty)
            {
                var come = NewSource();
                Volatile.Write(ref _come, come);
                await Task.Delay(Gathering, time);
                if (await TellOnceAsync() is { } known && news.IsCompleted)
                    news = hasNews(known);
                Task[] awaited = news.IsCompleted
                    ? [come.Task, Task.Delay(Patience, time)]
                    : [come.Task, news, Task.Delay(LongPatience, time)];
                await Task.WhenAny(awaited);
            }

            Volatile.Write(ref _isTelling, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _isTelling, 1) == 0);
    }

    /// <summary>The number of the news that are known with the reply; null where nobody has replied that could decide.</summary>
    private async Task<long?> TellOnceAsync()
    {
        // Not by a spread, which takes the count first and falls over what comes meanwhile.
        var told = _waiting.ToArray();
        if (told.Length == 0)
            return null;
        var reply = await tell(new RungReport(
            [.. told.Select(one => one.Key)], [.. told.Select(one => one.Value.Rung)], [.. told.Select(one => one.Value.Value.Last)],
            [.. told.Select(one => one.Value.Value.Best)], [.. told.Select(one => one.Value.Value.Mean)]));
        if (reply?.Decisions is not { } decisions)
            return null;
        for (var k = 0; k < told.Length; k++)
        {
            if (decisions[k] >= 0 && _waiting.TryRemove(told[k]))
                told[k].Value.Decided.TrySetResult((RungDecision)decisions[k]);
        }

        return reply.News;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Waiting(int Rung, RungValue Value, TaskCompletionSource<RungDecision> Decided);
}
