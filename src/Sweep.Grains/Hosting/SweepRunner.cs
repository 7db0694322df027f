using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Compute;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Grains.Writing;

namespace Sweep.Grains.Hosting;

/// <summary>
/// Keeps this silo's slots full with trials of one sweep: pulls leases, starts trial grains, and stops them when the sweep is
/// paused, ends, or the silo drains.
/// </summary>
internal sealed class SweepRunner(
    Guid sweepId,
    SearchSpace space,
    IGrainFactory grains,
    ComputePool pool,
    RunningTrials running,
    LeaseTracker leases,
    TrialWriter writer,
    SiloIdentity silo,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(500);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentQueue<(Guid Lease, double Cost, TrialEnding? Ending)> _endings = new();
    private readonly ISweepGrain _sweep = grains.GetGrain<ISweepGrain>(sweepId);
    private readonly TrialReferences _trials = new(grains, sweepId);
    private readonly LeasedWork _work = new(space);
    private int _inFlight;
    private double _secondsPerCost = WorkPacing.FirstSecondsPerCost;
    private double _inFlightCost;
    private SweepState? _state = SweepState.Running;
    private bool _lastPullWasEmpty;

    /// <summary>Works until the sweep has ended, was taken by another owner, or <paramref name="drain"/> asks to stop.</summary>
    public async Task RunAsync(CancellationToken drain)
    {
        await using var tick = time.CreateTimer(_ => Wake(), null, Heartbeat, Heartbeat);
        await using var stop = drain.Register(Wake);
        Task<PullReply>? pull = null;
        var pulledAt = time.GetTimestamp();
        while (!drain.IsCancellationRequested && _state is SweepState.Running or SweepState.Paused)
        {
            await DrainEndingsAsync();
            StartTrials();
            var hungry = _state == SweepState.Running && WorkPacing.ShouldPull(pool.Slots, _work.WaitingCost, _secondsPerCost);
            if (pull is null && ((hungry && !_lastPullWasEmpty) || time.GetElapsedTime(pulledAt) >= Heartbeat))
            {
                pulledAt = time.GetTimestamp();
                pull = PullAsync(hungry ? WorkPacing.LeaseCost(pool.Slots, _secondsPerCost) : 0);
                _ = pull.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            if (pull is { IsCompleted: true })
            {
                await TakeReplyAsync(await pull);
                pull = null;
                continue;
            }

            await _wake.Reader.ReadAsync(CancellationToken.None);
        }

        if (pull is not null)
            await TakeReplyAsync(await pull);
        await StopAllAsync();
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task<PullReply> PullAsync(double cost)
    {
        try
        {
            return await _sweep.PullAsync(new PullRequest(silo.Name, cost, running.Of(sweepId), writer.StoreTrouble));
        }
        catch (StoreException failure) when (failure.IsTransient)
        {
            logger.LogWarning(failure, "sweep {Sweep}: no lease could be written; trying again", sweepId);
            return new PullReply(_state, null);
        }
        catch (StoreException failure)
        {
            return await FailAsync(failure);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            logger.LogWarning(failure, "sweep {Sweep}: its grain did not answer; trying again", sweepId);
            return new PullReply(_state, null);
        }
    }

    private async Task<PullReply> FailAsync(StoreException refusal)
    {
        try
        {
            await _sweep.FailAsync(refusal.Message);
            return new PullReply(SweepState.Failed, null);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            // The next pull will be refused as well, and comes here again.
            logger.LogWarning(failure, "sweep {Sweep}: its grain did not take the refusal \"{Refusal}\"", sweepId, refusal.Message);
            return new PullReply(_state, null);
        }
    }

    private async Task TakeReplyAsync(PullReply reply)
    {
        if (_state == SweepState.Running && reply.State == SweepState.Paused)
        {
            await GiveBackWaitingAsync();
            await StopTrialsAsync(onlyWaiting: true);
        }

        _state = reply.State;
        _lastPullWasEmpty = reply.Offer is null;
        if (reply.Offer is not { } offer)
            return;
        leases.Begin(offer.LeaseId, offer.Starts.Zip(offer.Ends, (start, end) => end - start).Sum());
        _work.Add(offer);
    }

    private void StartTrials()
    {
        while (_state == SweepState.Running
            && WorkPacing.ShouldStart(pool.Slots, _inFlight, _inFlightCost * _secondsPerCost, space.Spec.MaxConcurrent)
            && _work.TryTake(out var lease, out var number, out var attempt))
        {
            var cost = TrialCost.Of(space.TrialAt(number).Point);
            _inFlight++;
            _inFlightCost += cost;
            _ = RunTrialAsync(lease, number, attempt, cost);
        }
    }

    private async Task RunTrialAsync(Guid lease, long number, int attempt, double cost)
    {
        TrialEnding? ending = null;
        try
        {
            ending = await _trials[number].RunAsync(new TrialAssignment(lease, attempt));
        }
#pragma warning disable CA1031 // A trial whose grain is lost gives its number back and runs again; the silo goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogWarning(failure, "sweep {Sweep}: trial {Number} was lost and will run again", sweepId, number);
        }

        _endings.Enqueue((lease, cost, ending));
        Wake();
    }

    private async Task DrainEndingsAsync()
    {
        while (_endings.TryDequeue(out var end))
        {
            _inFlight--;
            _inFlightCost = _inFlight == 0 ? 0 : _inFlightCost - end.Cost;
            if (end.Ending is { HasResult: true } ending)
            {
                _secondsPerCost = WorkPacing.Smooth(_secondsPerCost, ending.Seconds / end.Cost);
            }
            else
            {
                // Its number is free again at once; asking for it again waits for the next heartbeat.
                _lastPullWasEmpty = true;
                await DropAsync(end.Lease, 1);
            }
        }
    }

    private async Task StopAllAsync()
    {
        await GiveBackWaitingAsync();
        while (_inFlight > 0)
        {
            // Asked again at every turn: a trial may have been on its way to its grain when it was asked last.
            await StopTrialsAsync(onlyWaiting: false);
            await DrainEndingsAsync();
            if (_inFlight > 0)
                await _wake.Reader.ReadAsync(CancellationToken.None);
        }
    }

    private async Task StopTrialsAsync(bool onlyWaiting)
    {
        foreach (var number in running.NumbersOf(sweepId))
            await _trials[number].StopAsync(onlyWaiting);
    }

    private async Task GiveBackWaitingAsync()
    {
        foreach (var (lease, trials) in _work.Clear())
            await DropAsync(lease, trials);
    }

    private async Task DropAsync(Guid lease, long trials)
    {
        if (!leases.Drop(lease, trials))
            return;
        try
        {
            await _sweep.GiveBackAsync(lease);
        }
        catch (Exception failure) when (failure is StoreException or TimeoutException or OrleansException)
        {
            logger.LogWarning(failure, "sweep {Sweep}: lease {Lease} could not be given back; it ends with this silo", sweepId, lease);
        }
    }
}
