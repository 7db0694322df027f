using System.Collections.Concurrent;

namespace Sweep.Grains.Compute;

/// <summary>
/// Gives results of short work to those who wait for them some at a time. Where training holds every core, a waiter that wakes for each
/// result finds the caches full of training, and takes half as long again as one that serves several in a row.
/// </summary>
internal sealed class ResultHandover
{
    /// <summary>How long a result waits for others; far less than the work that waits in line behind each slot.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Action> _results = new();
    private int _planned;

    /// <summary>Takes a result; <paramref name="handOver"/> must neither block nor throw.</summary>
    /// <param name="handOver">Tells the waiter.</param>
    /// <param name="atOnce">True where a slot would soon be idle: then all that were kept back go too.</param>
    public void Add(Action handOver, bool atOnce)
    {
        _results.Enqueue(handOver);
        if (atOnce)
            HandOver();
        else if (Interlocked.Exchange(ref _planned, 1) == 0)
            _ = HandOverLaterAsync();
    }

    private async Task HandOverLaterAsync()
    {
        await Task.Delay(Pause).ConfigureAwait(false);

        // Before the queue is looked at: a result that comes after that look plans the next.
        Interlocked.Exchange(ref _planned, 0);
        HandOver();
    }

    private void HandOver()
    {
        while (_results.TryDequeue(out var handOver))
            handOver();
    }
}
