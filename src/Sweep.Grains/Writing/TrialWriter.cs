using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Writing;

/// <summary>
/// The silo's one way into the store: gathers finished trials of all sweeps, commits many in one transaction, and tells each
/// sweep's grain. What waits is bounded; a trial whose result finds no room holds its place until there is some.
/// </summary>
/// <param name="cluster">How long a batch waits for more.</param>
/// <param name="isIdle">Whether nothing is in training on this silo, so that nobody else is coming.</param>
public sealed class TrialWriter(
    ITrialStore store,
    IGrainFactory grains,
    LeaseTracker leases,
    ClusterSize cluster,
    MemoryBudget memory,
    Func<bool> isIdle,
    TimeProvider time,
    IOptions<TrialWriterOptions> options,
    ILogger<TrialWriter> logger)
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(10);

    private readonly Channel<WaitingTrial> _queue = Channel.CreateUnbounded<WaitingTrial>(new() { SingleReader = true });
    private readonly WeightLimit _room = new(options.Value.WaitingBytes);
    private readonly BatchCommitter _committer = new(store, new SweepTeller(grains, time, options.Value, logger), time, options.Value, logger);
    private Task _work = Task.CompletedTask;

    /// <summary>Why the store does not take results just now, in the database's words; null where it does.</summary>
    public string? StoreTrouble => _committer.StoreTrouble;

    /// <summary>Takes a finished trial; waits while too much waits already.</summary>
    internal async Task EnqueueAsync(Guid leaseId, FinishedTrial trial, MemoryNeed need, ITrialEnd? end, bool isAwaited = false)
    {
        var waiting = new WaitingTrial(leaseId, trial, need, end, isAwaited);
        await _room.EnterAsync(waiting.Weight);
        SweepTelemetry.StoreQueue.Add(1);
        await _queue.Writer.WriteAsync(waiting);
    }

    /// <summary>Begins to commit.</summary>
    public void Start() => _work = Task.Run(ServeAsync);

    /// <summary>Commits what has been taken, and ends; nothing may be enqueued afterwards.</summary>
    public Task DrainAsync()
    {
        _queue.Writer.TryComplete();
        return _work;
    }

    private async Task ServeAsync()
    {
        var batch = new List<WaitingTrial>();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await GatherAsync(batch);
            var ended = leases.Settle(batch.Select(t => t.LeaseId));
            await _committer.CommitAsync(batch, ended);
            leases.Forget(ended);
            SweepTelemetry.StoreQueue.Add(-batch.Count);
            _room.Leave(batch.Sum(t => t.Weight));
            var taken = batch.Aggregate(default(MemoryNeed), (sum, waiting) => sum + waiting.Need);
            batch.Clear();
            memory.Give(taken);
        }
    }

    private async Task GatherAsync(List<WaitingTrial> batch)
    {
        var since = time.GetTimestamp();
        var bytes = 0L;
        while (true)
        {
            var isFull = false;
            while (!isFull && _queue.Reader.TryPeek(out var next))
            {
                isFull = batch.Count > 0 && (batch.Count >= options.Value.MostTrials || bytes + next.Weight > options.Value.BatchBytes);
                if (isFull || !_queue.Reader.TryRead(out next))
                    continue;
                batch.Add(next);
                bytes += next.Weight;
            }

            if (batch.Exists(waiting => waiting.IsAwaited))
                return;
            var left = cluster.Pace.BatchDelay - time.GetElapsedTime(since);
            if (isFull || batch.Count >= options.Value.MostTrials || left <= TimeSpan.Zero)
                return;
            if (WorkPacing.ShouldCommit(batch.Count, leases.Open))
                return;
            // The last batch of a sweep need not wait.
            if (isIdle() && !_queue.Reader.TryPeek(out _))
                return;
            var pause = left < PollPeriod ? left : PollPeriod;
            await Task.Delay(pause, time);
        }
    }
}
