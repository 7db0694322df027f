using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Writing;

/// <summary>
/// The silo's one way into the store: gathers finished trials of all sweeps, commits many in one transaction, and tells each
/// sweep's grain. What waits is bounded; a trial whose result finds no room holds its place until there is some.
/// </summary>
public sealed class TrialWriter(
    ISweepStore store,
    IGrainFactory grains,
    LeaseTracker leases,
    RunningTrials running,
    TimeProvider time,
    IOptions<TrialWriterOptions> options,
    ILogger<TrialWriter> logger)
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(10);

    private readonly Channel<WaitingTrial> _queue = Channel.CreateUnbounded<WaitingTrial>(new() { SingleReader = true });
    private readonly WeightLimit _room = new(options.Value.WaitingPoints);
    private Task _work = Task.CompletedTask;
    private volatile string? _storeTrouble;

    /// <summary>Why the store does not take results just now, in the database's words; null where it does.</summary>
    public string? StoreTrouble
    {
        get => _storeTrouble;
        private set => _storeTrouble = value;
    }

    /// <summary>Takes a finished trial; waits while too much waits already.</summary>
    internal async Task EnqueueAsync(Guid leaseId, FinishedTrial trial, TrialTrace? trace)
    {
        var waiting = new WaitingTrial(leaseId, trial, trace);
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
            await CommitAsync(batch, ended);
            leases.Forget(ended);
            SweepTelemetry.StoreQueue.Add(-batch.Count);
            _room.Leave(batch.Sum(t => t.Weight));
            batch.Clear();
        }
    }

    private async Task GatherAsync(List<WaitingTrial> batch)
    {
        var since = time.GetTimestamp();
        long points = 0;
        while (true)
        {
            while (batch.Count < options.Value.MostTrials && points < options.Value.BatchPoints && _queue.Reader.TryRead(out var next))
            {
                batch.Add(next);
                points += next.Weight;
            }

            var left = options.Value.BatchDelay - time.GetElapsedTime(since);
            if (batch.Count >= options.Value.MostTrials || points >= options.Value.BatchPoints || left <= TimeSpan.Zero)
                return;
            if (WorkPacing.ShouldCommit(batch.Count, leases.Open))
                return;
            // With nothing in training nobody else is coming: the last batch of a sweep need not wait.
            if (running.IsEmpty && !_queue.Reader.TryPeek(out _))
                return;
            var pause = left < PollPeriod ? left : PollPeriod;
            await Task.Delay(pause, time);
        }
    }

    private async Task CommitAsync(List<WaitingTrial> batch, IReadOnlyList<Guid> ended)
    {
        FinishedTrial[] trials = [.. batch.Select(t => t.Trial)];
        var since = time.GetTimestamp();
        var pause = options.Value.FirstPause;
        while (true)
        {
            var meter = CommitMeter.Start(batch);
            try
            {
                var outcomes = await store.CommitAsync(trials, ended, CancellationToken.None);
                meter.Succeeded(trials, outcomes);
                StoreTrouble = null;
                await NotifyAsync(trials, outcomes, ended);
                return;
            }
            catch (StoreException failure) when (failure.IsTransient && time.GetElapsedTime(since) < options.Value.GiveUpAfter)
            {
                meter.Failed(failure, forGood: false);

                // Not all silos of a cluster shall knock at the same moment when the database is back.
                var wait = pause * (0.5 + Random.Shared.NextDouble());
                logger.ResultsWait(failure, trials.Length, wait);
                StoreTrouble = failure.Message;
                await Task.Delay(wait, time);
                pause = pause * 2 < options.Value.LongestPause ? pause * 2 : options.Value.LongestPause;
            }
#pragma warning disable CA1031 // Whatever it is, results that cannot be stored stop their sweeps, never the writer.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                meter.Failed(failure, forGood: true);
                logger.ResultsRefused(failure, trials.Length);
                var words = failure is StoreException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";
                foreach (var sweep in trials.Select(t => t.SweepId).Distinct())
                    await TellAsync(sweep, grain => grain.FailAsync(words));
                return;
            }
        }
    }

    private async Task NotifyAsync(FinishedTrial[] trials, IReadOnlyList<CommitOutcome> outcomes, IReadOnlyList<Guid> ended)
    {
        foreach (var sweep in trials.Zip(outcomes).GroupBy(t => t.First.SweepId))
        {
            FinishedTrial[] stored = [.. sweep.Where(t => t.Second != CommitOutcome.Refused).Select(t => t.First)];
            var notice = new CommitNotice(
                [.. stored.Where(t => t.State != TrialState.Failed).Select(t => t.Trial.Number)],
                [.. stored.Where(t => t.State == TrialState.Failed).Select(t => t.Trial.Number)],
                [.. ended],
                stored.Sum(t => t.TrainSeconds),
                stored.Sum(t => (long)(t.Result?.TrainedIterations ?? 0)),
                stored.Where(t => t.Result is not null)
                    .Select(t => new BestTrial(t.Trial.Number, t.Result!.ReachedAt, t.Result.BestLoss))
                    .Aggregate((BestTrial?)null, BestTrial.Better));
            await TellAsync(sweep.Key, grain => grain.CommittedAsync(notice));
        }
    }

    /// <summary>
    /// Until the sweep's grain has heard it, for what it does not hear of it takes for unfinished: a call may be lost or come late, and
    /// hearing twice changes nothing.
    /// </summary>
    private async Task TellAsync(Guid sweep, Func<ISweepGrain, Task> tell)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                await tell(grains.GetGrain<ISweepGrain>(sweep));
                return;
            }
#pragma warning disable CA1031 // The results are in the store, which is the truth; whoever owns the sweep next reads them there.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.SweepNotTold(failure, sweep);
                if (time.GetElapsedTime(since) > options.Value.TellFor)
                    return;
            }

            await Task.Delay(options.Value.FirstPause, time);
        }
    }
}
