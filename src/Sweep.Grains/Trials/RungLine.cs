using System.Collections.Concurrent;
using Sweep.Core.Pruners;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Trials;

/// <summary>
/// The trials of one sweep that wait on this silo, off their slots, for what its owner decides about them at rungs. The owner is told of each once, and of all
/// that wait where it is another than before; it tells what it has decided since it was last asked: when another trial has come, when it has news, and now and
/// then.
/// </summary>
/// <param name="plan">Where trials are judged.</param>
/// <param name="tell">Tells the owner; null where there was no answer. Must not throw: who waits would wait for ever.</param>
/// <param name="hasNews">
/// Waits until the owner has decided more than a reply with this keeper and number had; false where that cannot be said. Must not throw either.
/// </param>
/// <param name="isIdle">Whether no slot is at work: then nobody else is coming just now.</param>
/// <param name="time">The clock.</param>
internal sealed class RungLine(
    RungPlan plan, Func<RungReport, Task<RungReply?>> tell, Func<Guid, long, Task<bool>> hasNews, Func<bool> isIdle, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    // While news are waited for, they come of themselves.
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(2);

    // What comes to rungs at about the same time is told together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan GatheringLook = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<long, Waiting> _waiting = new();
    private readonly ConcurrentQueue<long> _fresh = new();
    private TaskCompletionSource _come = NewSource();
    private int _isTelling;
    private Guid _keeper;
    private long _known;
    private bool _tellsAll = true;

    private static Task<bool> NoNews => Task.FromResult(false);

    public RungPlan Plan => plan;

    /// <summary>Waits for what is decided.</summary>
    /// <exception cref="OperationCanceledException">The trial is to stop.</exception>
    public async Task<RungDecision> AskAsync(long number, int rung, RungValue value, CancellationToken stop)
    {
        var waiting = new Waiting(rung, value, new TaskCompletionSource<RungDecision>(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting[number] = waiting;
        _fresh.Enqueue(number);
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
        var news = NoNews;
        do
        {
            while (!_waiting.IsEmpty)
            {
                var come = NewSource();
                Volatile.Write(ref _come, come);
                await GatherAsync();
                var isHeard = await TellOnceAsync();
                if (isHeard && _tellsAll)
                    continue;
                if (!isHeard)
                    news = NoNews;
                else if (news.IsCompleted)
                    news = hasNews(_keeper, _known);
                Task[] awaited = news.IsCompleted && !await news
                    ? [come.Task, Task.Delay(Patience, time)]
                    : [come.Task, news, Task.Delay(LongPatience, time)];
                await Task.WhenAny(awaited);
            }

            Volatile.Write(ref _isTelling, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _isTelling, 1) == 0);
    }

    private async Task GatherAsync()
    {
        var since = time.GetTimestamp();
        while (!isIdle() && time.GetElapsedTime(since) < Gathering)
            await Task.Delay(GatheringLook, time);
    }

    /// <summary>False where nobody has replied that could decide.</summary>
    private async Task<bool> TellOnceAsync()
    {
        var told = Untold();
        var isAll = _tellsAll;
        var reply = await tell(new RungReport(
            isAll ? Guid.Empty : _keeper, isAll ? 0 : _known,
            [.. told.Select(one => one.Key)], [.. told.Select(one => one.Value.Rung)], [.. told.Select(one => one.Value.Value.Last)],
            [.. told.Select(one => one.Value.Value.Best)], [.. told.Select(one => one.Value.Value.Mean)]));
        if (reply is null || reply.Keeper == Guid.Empty)
        {
            _tellsAll = true;
            return false;
        }

        for (var k = 0; k < reply.Numbers.Length; k++)
            Hear(reply.Numbers[k], reply.Rungs[k], (RungDecision)reply.Decisions[k]);
        (_tellsAll, _keeper, _known) = (!isAll && reply.Keeper != _keeper, reply.Keeper, reply.Known);
        return true;
    }

    /// <summary>Who waits and has not been told of.</summary>
    private List<KeyValuePair<long, Waiting>> Untold()
    {
        var told = new List<KeyValuePair<long, Waiting>>();
        while (_fresh.TryDequeue(out var number))
        {
            if (!_tellsAll && _waiting.TryGetValue(number, out var waiting))
                told.Add(KeyValuePair.Create(number, waiting));
        }

        // Not by a spread, which takes the count first and falls over what comes meanwhile.
        if (_tellsAll)
            told.AddRange(_waiting.ToArray());
        return told;
    }

    private void Hear(long number, int rung, RungDecision decision)
    {
        if (_waiting.TryGetValue(number, out var waiting) && waiting.Rung <= rung && _waiting.TryRemove(KeyValuePair.Create(number, waiting)))
            waiting.Decided.TrySetResult(waiting.Rung == rung ? decision : RungDecision.Kept);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Waiting(int Rung, RungValue Value, TaskCompletionSource<RungDecision> Decided);
}
