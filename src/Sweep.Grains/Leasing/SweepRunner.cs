using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;
using Sweep.Core.Trials;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;
using Sweep.Grains.Writing;
using Sweep.Storage;

namespace Sweep.Grains.Leasing;

/// <summary>
/// Keeps this silo's slots full with trials of one sweep: pulls leases, starts trial grains, and stops them when the sweep is
/// paused, ends, or the silo drains.
/// </summary>
internal sealed class SweepRunner(
    Guid sweepId,
    SearchSpace space,
    IGrainFactory grains,
    ComputePool pool,
    SlotShare share,
    MemoryBudget memory,
    CurveEncoding encoding,
    RunningTrials running,
    StartTrouble trouble,
    LeaseTracker leases,
    TrialWriter writer,
    SiloIdentity silo,
    SweepSiloOptions options,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(500);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentQueue<(LeasedTrial Trial, double Cost, double Seconds, TrialEnding? Ending)> _endings = new();
    private readonly ISweepGrain _sweep = grains.GetGrain<ISweepGrain>(sweepId);
    private readonly TrialReferences _trials = new(grains, sweepId);
    private readonly LeasedWork _work = new(space);
    private readonly WorkGate? _gate = space.Spec.MaxConcurrent is null ? null : new WorkGate();
    private int _inFlight;
    private double _inFlightSeconds;
    private double _secondsPerCost = options.FirstSecondsPerCost;
    private bool _isMeasured;
    private SweepState _state = SweepState.Running;
    private bool _asksForWork;
    private bool _lastPullWasEmpty;
    private int _wanted;
    private volatile bool _hasNews;
    private volatile bool _isWatching;
    private long _answeredAt;
    private bool _isDisowned;
    private LeasedTrial? _alone;

    /// <summary>Works until the sweep has ended, nobody answers for it any more, or <paramref name="drain"/> asks to stop.</summary>
    public async Task RunAsync(CancellationToken drain)
    {
        share.Join(sweepId, space.Spec.Weight, Wake);
        running.Bound(sweepId, _gate);
        Bound(places: 0);
        memory.Join(sweepId, Wake);
        try
        {
            await WorkAsync(drain);
        }
        finally
        {
            running.Bound(sweepId, null);
            share.Leave(sweepId);
            memory.Leave(sweepId);
        }
    }

    private async Task WorkAsync(CancellationToken drain)
    {
        await using var tick = time.CreateTimer(_ => Wake(), null, Heartbeat, Heartbeat);
        await using var stop = drain.Register(Wake);
        Task<PullReply>? pull = null;
        var pulledAt = _answeredAt = time.GetTimestamp();
        while (!drain.IsCancellationRequested && !_isDisowned && _state is SweepState.Running or SweepState.Paused)
        {
            await DrainEndingsAsync();
            if (_alone is { } alone && running.IsSaved(sweepId, alone.Number))
                share.Reassure(sweepId);
            StartTrials();
            var hungry = _state == SweepState.Running && trouble.MayStart(_inFlight) && !share.IsFullOfLongTrials(sweepId) && WorkPacing.ShouldPull(pool.Slots, _work.WaitingCost / share.PortionOf(sweepId), _secondsPerCost);
            if (_hasNews)
                _lastPullWasEmpty = false;
            if (pull is null && ((hungry && !_lastPullWasEmpty) || _hasNews || HasPlacesToSpare || time.GetElapsedTime(pulledAt) >= Heartbeat))
            {
                _hasNews = false;
                pulledAt = time.GetTimestamp();
                _asksForWork = hungry;
                pull = PullAsync(hungry ? WorkPacing.LeaseCost(pool.Slots, _secondsPerCost) * share.PortionOf(sweepId) : 0);
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
        await StopAllAsync(_state is SweepState.Running or SweepState.Paused && !_isDisowned ? TrialStop.Lengthy : TrialStop.All);
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task<PullReply> PullAsync(double cost)
    {
        try
        {
            var request = new PullRequest(
                silo.Incarnation, pool.Slots, cost, _isMeasured ? _secondsPerCost : 0, leases.HeldOf(sweepId), running.Of(sweepId), writer.StoreTrouble, time.GetTimestamp())
            {
                HeapRoom = memory.Room.Managed,
                Room = memory.Room.Total,
            };
            return await _sweep.PullAsync(_gate is null ? request : WithPlaces(request, _gate));
        }
        catch (StoreException failure) when (failure.IsTransient)
        {
            logger.LeaseNotWritten(failure, sweepId);
            return new PullReply(_state, []);
        }
        catch (StoreException failure)
        {
            return await FailAsync(failure);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            logger.OwnerSilent(failure, sweepId);
            return new PullReply(_state, []);
        }
    }

    /// <summary>Places without work are given up by asking: the silo's word is what their owner goes by.</summary>
    private PullRequest WithPlaces(PullRequest request, WorkGate gate)
    {
        Bound((int)Math.Min(gate.Places, Open));
        _wanted = share.PlacesWanted(sweepId);
        return request with { Places = gate.Places, Training = gate.Inside, Wanted = _wanted, Open = Open };
    }

    /// <summary>Trials that are leased to this silo and not trained yet, but for those on their way to the writer.</summary>
    private long Open => _inFlight + _work.Count;

    private bool HasPlacesToSpare => _gate is not null && _lastPullWasEmpty && _gate.Places > Open;

    private void Bound(int places)
    {
        if (_gate is null)
            return;
        pool.Resize(_gate, places);
        share.Bound(sweepId, places);
    }

    /// <summary>Pulls again once there may be more than the reply had.</summary>
    private async Task WatchAsync(long news)
    {
        _isWatching = true;
        try
        {
            _hasNews |= await _sweep.NewsAsync(news) != news;
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            // The heartbeats go on; the first that is answered leads here again.
        }

        _isWatching = false;
        Wake();
    }

    private async Task<PullReply> FailAsync(StoreException refusal)
    {
        try
        {
            await _sweep.FailAsync(refusal.Message);
            return new PullReply(SweepState.Failed, []);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            // The next pull will be refused as well, and comes here again.
            logger.RefusalNotTaken(failure, sweepId, refusal.Message);
            return new PullReply(_state, []);
        }
    }

    private async Task TakeReplyAsync(PullReply reply)
    {
        // A heartbeat that asked for nothing tells nothing of what there is.
        if (_asksForWork)
            _lastPullWasEmpty = reply.Offers.Count == 0;
        if (reply.State is not { } state)
        {
            // Its owner may be on its way from a dead silo to another; what is leased here stays good meanwhile.
            _isDisowned = time.GetElapsedTime(_answeredAt) >= options.OwnerPatience;
            return;
        }

        _answeredAt = time.GetTimestamp();
        if (_state == SweepState.Running && state == SweepState.Paused)
        {
            await GiveBackWaitingAsync();
            await StopTrialsAsync(TrialStop.Waiting);
        }

        _state = state;
        foreach (var offer in reply.Offers)
        {
            leases.Begin(offer.LeaseId, sweepId, offer.Starts.Zip(offer.Ends, (start, end) => end - start).Sum());
            _work.Add(offer);
        }

        // An owner of an earlier version does not tell of places: it leases no more than may run.
        if (_gate is not null && (reply.Places ?? (reply.Offers.Count > 0 ? space.Spec.MaxConcurrent : null)) is { } places)
        {
            Bound(places);
            if (places == 0 && Open > 0)
            {
                await GiveBackWaitingAsync();
                await StopTrialsAsync(TrialStop.Waiting);
            }
        }

        var couldUseMore = state == SweepState.Paused || (_asksForWork && _lastPullWasEmpty) || (_gate is not null && _gate.Places < Math.Min(_wanted, Open));
        if (couldUseMore && !_isWatching && reply.News is { } news)
            _ = WatchAsync(news);
    }

    private void StartTrials()
    {
        while (_state == SweepState.Running && HasPlace && trouble.MayStart(_inFlight) && _work.Next is { } next)
        {
            var point = space.TrialAt(next.Number).Point;
            var cost = TrialCost.Of(point);
            var seconds = cost * _secondsPerCost;
            var need = NeedOf(point, next.HasCheckpoint);
            if (next.HasCheckpoint && !memory.Room.Holds(need))
            {
                // Reading its curve takes more than training it: it fits here from its beginning.
                next = next with { HasCheckpoint = false };
                need = NeedOf(point, resumes: false);
            }

            if (!memory.TryTake(sweepId, need))
                break;
            if (!share.TryStart(sweepId, seconds, next.Alone))
            {
                memory.Undo(need);
                return;
            }

            _work.Take();
            _inFlight++;
            _inFlightSeconds += seconds;
            if (next.Alone)
                _alone = next;
            _ = RunTrialAsync(next, cost, seconds, need);
        }

        share.Pass(sweepId);
    }

    /// <summary>A few trials wait in line behind each place, as they do behind each slot.</summary>
    private bool HasPlace => _gate is null || (_gate.Places > 0 && WorkPacing.ShouldStart(_gate.Places, _inFlight, _inFlightSeconds));

    private MemoryNeed NeedOf(TrialPoint point, bool resumes) => MemoryNeed.Of(point, space.Spec.RecordEvery, encoding, resumes);

    private async Task RunTrialAsync(LeasedTrial trial, double cost, double seconds, MemoryNeed need)
    {
        TrialEnding? ending = null;
        try
        {
            ending = await _trials[trial.Number].RunAsync(new TrialAssignment(trial.Lease, trial.Attempt, trial.HasCheckpoint, trial.LeaseTrace, trial.EarlierTrace));
            if (ending.Shortage is { } shortage)
                await NoteShortageAsync(trial, shortage);
            else
                trouble.Succeeded();
        }
#pragma warning disable CA1031 // A trial whose grain is lost gives its number back and runs again; the silo goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.TrialLost(failure, sweepId, trial.Number);
            trouble.Failed(failure.Message);

            // A store that is away for a while is not the trial's fault.
            if (failure is not StoreException { IsTransient: true })
                await LoseAsync(trial, $"{failure.GetType().Name}: {failure.Message}");
        }

        // What a result takes, the writer gives back.
        if (ending is not { HasResult: true })
            memory.Give(need);
        _endings.Enqueue((trial, cost, seconds, ending));
        Wake();
    }

    private Task NoteShortageAsync(LeasedTrial trial, string words)
    {
        memory.NoteShortage();
        logger.MemoryShort(sweepId, trial.Number, words);
        return LoseAsync(trial, words);
    }

    private async Task LoseAsync(LeasedTrial trial, string reason)
    {
        try
        {
            await _sweep.LoseAsync(trial.Lease, trial.Number, reason);
        }
        catch (Exception second) when (second is StoreException or TimeoutException or OrleansException)
        {
            logger.LossNotNoted(second, sweepId, trial.Number);
        }
    }

    private async Task DrainEndingsAsync()
    {
        while (_endings.TryDequeue(out var end))
        {
            _inFlight--;
            _inFlightSeconds = _inFlight == 0 ? 0 : _inFlightSeconds - end.Seconds;
            share.End(sweepId, end.Seconds, end.Ending?.Seconds ?? 0, end.Trial.Alone);
            if (end.Trial.Alone)
                _alone = null;
            if (end.Ending is { HasResult: true } ending)
            {
                // What went on from a checkpoint tells nothing of the whole.
                if (!end.Trial.HasCheckpoint)
                    _secondsPerCost = WorkPacing.Smooth(_secondsPerCost, ending.Seconds / end.Cost);
                _isMeasured = true;
            }
            else
            {
                await DropAsync(end.Trial.Lease, 1);
                if (end.Ending is null)
                    await GiveBackWaitingAsync();
            }
        }
    }

    private async Task StopAllAsync(TrialStop which)
    {
        share.Pass(sweepId);
        await GiveBackWaitingAsync();
        while (_inFlight > 0)
        {
            // Asked again at every turn: a trial may have been on its way to its grain when it was asked last.
            await StopTrialsAsync(which);
            await DrainEndingsAsync();
            if (_inFlight > 0)
                await _wake.Reader.ReadAsync(CancellationToken.None);
        }
    }

    private async Task StopTrialsAsync(TrialStop which)
    {
        foreach (var number in running.NumbersOf(sweepId))
            await _trials[number].StopAsync(which);
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
            logger.LeaseNotGivenBack(failure, sweepId, lease);
        }

        leases.Forget([lease]);
    }
}
