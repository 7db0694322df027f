using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sweep.Core.Pruners;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;
using Sweep.Grains.Writing;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Leasing;

/// <summary>Does for one sweep on this silo what <see cref="RunnerState"/> decides: asks the owner, starts and stops trials' grains, gives back.</summary>
internal sealed class SweepRunner(
    Guid sweepId,
    SearchSpace space,
    IGrainFactory grains,
    ILeaseStore leases,
    ComputePool pool,
    SiloResources resources,
    RunningTrials running,
    TrialWriter writer,
    SiloIdentity silo,
    ILogger<SweepRunner> logger)
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentQueue<Action<RunnerState>> _events = new();
    private readonly SweepOwner _owner = new(grains.GetGrain<ISweepGrain>(sweepId), leases, sweepId, logger);
    private readonly TrialReferences _trials = new(grains, sweepId);
    private readonly WorkGate? _gate = space.Spec.MaxConcurrent is null ? null : new WorkGate();

    /// <summary>Works until the sweep has ended, nobody answers for it any more, or <paramref name="drain"/> asks to stop.</summary>
    public async Task RunAsync(CancellationToken drain)
    {
        using var state = new RunnerState(sweepId, space, resources, Wake);
        running.Bound(sweepId, _gate);
        running.Judge(sweepId, space.Spec.Rungs() is { } plan ? RungsOf(plan) : null);
        try
        {
            await WorkAsync(state, drain);
        }
        finally
        {
            running.Bound(sweepId, null);
            running.Judge(sweepId, null);
        }
    }

    private RungStops RungsOf(RungPlan plan) => new(
        space,
        new RungLine(plan, _owner.RungsAsync, _owner.HasRungNewsAsync, () => pool.Busy == 0, resources.Time),
        (run, seconds) => Tell(state => state.Held(run, seconds)),
        (run, rung) => Tell(state => state.GoesOn(run, rung)));

    private void Tell(Action<RunnerState> happened)
    {
        _events.Enqueue(happened);
        Wake();
    }

    private async Task WorkAsync(RunnerState state, CancellationToken drain)
    {
        await using var tick = resources.Time.CreateTimer(_ => Wake(), null, RunnerState.Heartbeat, RunnerState.Heartbeat);
        await using var stop = drain.Register(Wake);
        Task<PullReply?>? pull = null;
        Task<bool>? watch = null;
        while (true)
        {
            if (drain.IsCancellationRequested)
                state.Drain();
            while (_events.TryDequeue(out var happened))
                happened(state);
            if (pull is { IsCompleted: true })
            {
                Hear(state, await pull);
                pull = null;
            }

            if (watch is { IsCompleted: true })
            {
                state.Watched(await watch);
                watch = null;
            }

            if (state.Alone is { } alone && running.IsSaved(sweepId, alone))
                state.Saved();
            var turn = state.Next();
            await DoAsync(state, turn);
            if (turn.IsLast)
                return;
            if (turn.Pull is { } figures)
                pull = Waking(_owner.PullAsync(RequestOf(figures)));
            if (turn.Watch is { } news)
                watch = Waking(_owner.HasNewsAsync(news));
            await _wake.Reader.ReadAsync(CancellationToken.None);
        }
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private Task<T> Waking<T>(Task<T> task)
    {
        // Not before it is completed: the loop would see it running still, and sleep.
        _ = task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return task;
    }

    private void Hear(RunnerState state, PullReply? reply)
    {
        if (reply is null)
        {
            state.Unanswered();
            return;
        }

        foreach (var offer in reply.Offers)
            KnownPoints.Learn(space, offer.Points);
        state.Answered(reply.State, [.. reply.Offers.Select(offer => offer.ToGrant())], reply.News, reply.Places, reply.Silos);
    }

    /// <summary>All of a turn but what is waited for.</summary>
    private async Task DoAsync(RunnerState state, RunnerTurn turn)
    {
        if (_gate is not null && state.Places is { } places && places != _gate.Places)
            pool.Resize(_gate, places);
        foreach (var run in turn.Start)
            _ = TrainAsync(run);

        // First what this silo does by itself: the owner's may have died, and each call waits until that is known.
        await StopAsync(turn.Stop);
        await Task.WhenAll(turn.GiveBack.Select(_owner.GiveBackAsync));
        resources.Leases.Forget([.. turn.GiveBack]);
    }

    private async Task StopAsync(StopReach stop)
    {
        if (stop == StopReach.None)
            return;
        var reach = stop switch
        {
            StopReach.All => TrialStop.All,
            StopReach.Lengthy => TrialStop.Lengthy,
            _ => TrialStop.Waiting,
        };
        foreach (var number in running.NumbersOf(sweepId))
            await StopAsync(number, reach);
    }

    private async Task StopAsync(long number, TrialStop reach)
    {
        try
        {
            await _trials[number].StopAsync(reach);
        }
#pragma warning disable CA1031 // The others are to be told too; it is asked again at the next turn.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.TrialNotStopped(failure, sweepId, number);
        }
    }

    private PullRequest RequestOf(PullFigures figures) => new(
        silo.Incarnation, pool.Slots, figures.Cost, figures.SecondsPerCost, resources.Leases.HeldOf(sweepId), running.Of(sweepId), writer.StoreTrouble,
        resources.Time.GetTimestamp(), figures.Places, _gate?.Inside ?? 0, figures.Wanted, figures.Open, resources.Memory.Room.Managed,
        resources.Memory.Room.Total, figures.Idle, figures.IsAlone);

    private async Task TrainAsync(LeasedRun run)
    {
        var end = default(TrialEnd);
        try
        {
            var ending = await _trials[run.Longest.Number].RunAsync(TrialAssignment.Of(run));
            end = new TrialEnd(ending.HasResult ? ending.Seconds : null, IsShort: ending.Shortage is not null, Share: ending.Share);
            if (ending.Shortage is { } shortage)
            {
                logger.MemoryShort(sweepId, run.Longest.Number, shortage);
                await _owner.LoseAsync(run.Lease, run.Longest.Number, shortage);
            }
        }
#pragma warning disable CA1031 // A trial whose grain is lost gives its number back and runs again; the silo goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.TrialLost(failure, sweepId, run.Longest.Number);
            end = new TrialEnd(null, failure.Message);

            // A store that is away for a while is not the trial's fault.
            if (failure is not StoreException { IsTransient: true })
                await _owner.LoseAsync(run.Lease, run.Longest.Number, $"{failure.GetType().Name}: {failure.Message}");
        }

        Tell(state => state.Ended(run, end));
    }
}
