using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <inheritdoc cref="ISweepGrain"/>
[GrainType("sweep")]
public sealed class SweepGrain(
    ISweepRegister sweeps,
    IOwnerStore store,
    ILeaseStore leaseStore,
    ITrialStore trials,
    SweepCatalog catalog,
    SiloIdentity self,
    ISiloStates silos,
    DrainSignal drain,
    TimeProvider time,
    IOptions<SweepGrainOptions> options,
    ILogger<SweepGrain> logger)
    : Grain, ISweepGrain
{
    private const int MostRecounts = 3;

    private readonly OwedWrites _owed = new();
    private readonly WorkNews _news = new(time);
    private OwnedSweep? _owned;
    private LeaseKeeper? _leases;
    private readonly OwnerWatch _watch = new();
    private IGrainTimer? _renewal;
    private int _recounts;

    private Guid Id => this.GetPrimaryKey();

    public async Task<OwnershipReply> TakeUpAsync()
    {
        if (_owned is { IsActive: true } owned)
            return new OwnershipReply(true, owned.State, self.Incarnation, null, null);

        // A failure that the store does not know of yet must not be forgotten by beginning again.
        if (_owed.Failure is { } failed && !_owed.IsDue(time.GetElapsedTime(0)))
            return new OwnershipReply(false, SweepState.Failed, null, null, failed);
        await PayAsync();
        try
        {
            return await TryTakeUpAsync();
        }
        catch (StoreException failure) when (failure.IsDamage)
        {
            // What somebody has written into its rows can be taken for nothing that Sweep wrote: the sweep ends, and no other with it.
            _owned?.Leave();
            _owned = null;
            logger.SweepDamaged(failure, Id);
            var change = await sweeps.ChangeStateAsync(Id, SweepState.Failed, failure.Message, CancellationToken.None);
            return new OwnershipReply(false, change.Sweep?.State, null, null, failure.Message);
        }
    }

    private async Task<OwnershipReply> TryTakeUpAsync()
    {
        var sweep = await sweeps.FindSweepAsync(Id, CancellationToken.None);
        if (sweep is null)
            return new OwnershipReply(false, null, null, null, null);
        if (sweep.Numerics != Numerics.Version)
        {
            return new OwnershipReply(
                false, sweep.State, sweep.Owner, sweep.OwnerUntil,
                $"sweep {Id:d} was begun with numerics {sweep.Numerics}, this program computes {Numerics.Version}: "
                + "its results would differ in bits; go on with the version that began it, or submit the spec again");
        }

        if (drain.IsSet || sweep.State is not (SweepState.Running or SweepState.Paused))
            return new OwnershipReply(false, sweep.State, sweep.Owner, sweep.OwnerUntil, null);
        var seizeFrom = sweep.Owner is { } owner && silos.FateOf(SiloKey.Parse(owner)) is SiloFate.Dead or SiloFate.Expelled ? sweep.Owner
            : _watch.IsSilent(sweep.Owner, sweep.OwnerUntil, time.GetElapsedTime(0), options.Value.OwnershipDuration) ? sweep.Owner : null;
        var result = await store.TryAcquireAsync(Id, self.Incarnation, options.Value.OwnershipDuration, seizeFrom, CancellationToken.None);
        if (!result.Acquired)
            return new OwnershipReply(false, result.Sweep?.State, result.Sweep?.Owner, result.Sweep?.OwnerUntil, null);

        await LoadAsync(result.Sweep!);
        _recounts = 0;
        _renewal?.Dispose();
        _renewal = this.RegisterGrainTimer(
            RenewAsync,
            new GrainTimerCreationOptions { DueTime = options.Value.RenewPeriod, Period = options.Value.RenewPeriod, KeepAlive = true });
        return new OwnershipReply(true, _owned!.State, self.Incarnation, null, null);
    }

    public async Task<PullReply> PullAsync(PullRequest request)
    {
        // The sweep's former owner may have died with its silo, and this be the first call to the grain that replaces it.
        if (_owned is not { IsLost: false } && await TakeUpAsync() is { Acquired: false } refused)
            return new PullReply(refused.State is SweepState.Running or SweepState.Paused ? null : refused.State, []);
        var owned = _owned!;
        if (!owned.IsActive || !await _leases!.HearAsync(request))
            return new PullReply(owned.State, []);
        var (offers, places) = await _leases.GrantAsync(request);
        if (offers is null)
            await RenewAsync(CancellationToken.None);
        await CompleteIfDoneAsync(owned);
        return new PullReply(owned.IsLost ? null : owned.State, offers ?? [], _news.Number, places);
    }

    public Task<long> NewsAsync(long known) => _owned is { IsActive: true } ? _news.AfterAsync(known) : Task.FromResult(known);

    public async Task CommittedAsync(CommitNotice notice)
    {
        if (_owned is not { } owned)
            return;
        owned.Note(notice, time.GetElapsedTime(0));
        if (!owned.IsActive)
            return;
        try
        {
            await _leases!.EndedAsync(notice.EndedLeases);
            await CompleteIfDoneAsync(owned);
        }
        catch (StoreException failure)
        {
            // The next renewal completes it, and the next heartbeat shows which leases are over.
            await NoteTroubleAsync(owned, failure);
        }
    }

    public async Task GiveBackAsync(Guid leaseId)
    {
        if (_owned is { IsActive: true })
            await _leases!.GiveBackAsync(leaseId);
        else
            await leaseStore.EndLeasesAsync([leaseId], loss: null, CancellationToken.None);
    }

    public async Task LoseAsync(Guid leaseId, long number, string reason)
    {
        if (_owned is { IsActive: true })
            await _leases!.LoseAsync(leaseId, number, reason);
        else
            await leaseStore.LoseTrialsAsync(leaseId, [number], new LeaseLoss(LossCause.TrialLost, reason), CancellationToken.None);
    }

    public async Task FailAsync(string error)
    {
        if (_owned is not { IsActive: true } owned)
            return;
        logger.SweepFails(Id, error);
        owned.State = SweepState.Failed;
        owned.Error = error;
        owned.Leave();
        _news.Tell();

        // The store that refuses results often refuses this too (disk full): it is told as soon as it listens.
        _owed.Failure = error;
        await TryPayAsync();
    }

    public async Task ReleaseAsync(string silo)
    {
        if (silo != self.Incarnation || _owned is not { IsLost: false } owned)
            return;
        _renewal?.Dispose();
        await TryPayAsync();
        _owned = null;
        owned.Leave();
        _news.Tell();
        if (owned.IsActive)
        {
            await store.RenewAsync(Id, owned.Epoch, owned.Stock.Frontier, options.Value.OwnershipDuration, CancellationToken.None);
            await store.ReleaseAsync(Id, owned.Epoch, CancellationToken.None);
        }

        DeactivateOnIdle();
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Orleans' own collection of what is idle goes by the wall clock, and is put off for good (see SweepSiloExtensions).
        this.RegisterGrainTimer(
            () =>
            {
                if (_owned is not { IsActive: true })
                    DeactivateOnIdle();
                return Task.CompletedTask;
            },
            options.Value.IdleTime,
            options.Value.IdleTime);
        return base.OnActivateAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await ReleaseAsync(self.Incarnation);
        }
        catch (StoreException failure)
        {
            logger.ReleaseFailed(failure, Id);
        }

        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<SweepProgress> GetProgressAsync()
    {
        if (_owned is { } owned)
            return owned.Progress(owned.IsActive ? _leases!.Running : [], owned.IsActive ? _leases!.StoreTrouble : null, time.GetElapsedTime(0));
        return await StoredProgress.ReadAsync(sweeps, Id, CancellationToken.None)
            ?? throw new KeyNotFoundException($"sweep {Id:d} is not in {sweeps.Description}");
    }

    private async Task LoadAsync(SweepRecord sweep)
    {
        var owned = await OwnedSweep.ReadAsync(sweeps, store, sweep, await catalog.KeepAsync(sweep), time);
        _news.Restart(owned.Epoch);
        var leases = new LeaseKeeper(Id, owned, _owed, _news, leaseStore, sweeps, trials, silos, time, options.Value, logger);
        await leases.LoadAsync();
        (_owned, _leases) = (owned, leases);
        owned.Enter();
        await CompleteIfDoneAsync(owned);
    }

    private async Task CompleteIfDoneAsync(OwnedSweep owned)
    {
        if (owned is { IsActive: true, Stock.IsComplete: true } && await store.CompleteAsync(Id, owned.Epoch, CancellationToken.None))
            Finish(SweepState.Completed, null);
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        if (_owned is not { IsLost: false } owned || (_owed.Failure is not null && !_owed.IsDue(time.GetElapsedTime(0))))
            return;
        try
        {
            await PayAsync();
            if (owned.IsActive)
                await RenewAsync(owned, cancellation);
            owned.StoreTrouble = null;
        }
        catch (StoreException failure)
        {
            // The next tick tries again; the store itself refuses whatever an owner whose time is over would write.
            await NoteTroubleAsync(owned, failure);
        }
    }

    private async Task RenewAsync(OwnedSweep owned, CancellationToken cancellation)
    {
        var state = await store.RenewAsync(Id, owned.Epoch, owned.Stock.Frontier, options.Value.OwnershipDuration, cancellation);
        if (state is null)
        {
            await NoteLossAsync(owned);
        }
        else if (state is SweepState.Running or SweepState.Paused)
        {
            if (owned.State != state.Value)
                _news.Tell();
            owned.State = state.Value;
            await _leases!.CheckAsync();
            await CompleteIfDoneAsync(owned);
            if (owned is { IsActive: true, State: SweepState.Running, Stock.IsComplete: true })
                await RecountAsync(owned);
        }
        else
        {
            Finish(state.Value, null);
        }
    }

    /// <summary>The store does not have all rows that it had: somebody deleted some. They run again, if that does not go on for ever.</summary>
    private async Task RecountAsync(OwnedSweep owned)
    {
        var sweep = await sweeps.FindSweepAsync(Id, CancellationToken.None);
        var rows = (await sweeps.TotalTrialsAsync(Id, CancellationToken.None)).Rows;
        if (sweep is null || rows == sweep.PlannedTrials)
            return;
        logger.RowsGone(Id, rows, sweep.PlannedTrials);
        if (++_recounts > MostRecounts)
        {
            await FailAsync(
                $"every trial was stored, but only {rows} of {sweep.PlannedTrials} have rows, and that for the {_recounts}th time: something deletes them, or planned_trials was changed; end that, then resume");
            return;
        }

        await LoadAsync(sweep);
        owned.Leave();
        _news.Tell();
    }

    /// <summary>Writes what the store could not be told before.</summary>
    private async Task PayAsync()
    {
        if (_owed.Failure is { } error && _owned is { } owned)
        {
            try
            {
                // Whoever has taken the sweep meanwhile is not failed by what went wrong here.
                if (await store.RenewAsync(Id, owned.Epoch, owned.Stock.Frontier, options.Value.OwnershipDuration, CancellationToken.None) is not null)
                    await sweeps.ChangeStateAsync(Id, SweepState.Failed, error, CancellationToken.None);
            }
            catch (StoreException refusal) when (!refusal.IsTransient)
            {
                _owed.NoteRefusal(time.GetElapsedTime(0), options.Value.RenewPeriod);
                throw;
            }

            _owed.NotePaid();
            owned.StoreTrouble = null;
            _renewal?.Dispose();
        }

        while (_owed.Leases.TryPeek(out var lease))
        {
            await leaseStore.EndLeasesAsync([lease], loss: null, CancellationToken.None);
            _owed.Leases.Dequeue();
        }
    }

    private async Task TryPayAsync()
    {
        try
        {
            await PayAsync();
        }
        catch (StoreException failure)
        {
            NoteTrouble(_owned, failure);
        }
    }

    /// <summary>What does not pass by itself is not waited for.</summary>
    private async Task NoteTroubleAsync(OwnedSweep owned, StoreException failure)
    {
        if (failure.IsTransient || !owned.IsActive)
            NoteTrouble(owned, failure);
        else
            await FailAsync(failure.Message);
    }

    private void NoteTrouble(OwnedSweep? owned, StoreException failure)
    {
        if (owned?.StoreTrouble is null)
            logger.StoreTroubled(failure, Id, options.Value.RenewPeriod);
        if (owned is not null)
            owned.StoreTrouble = failure.Message;
    }

    private async Task NoteLossAsync(OwnedSweep owned)
    {
        // A final state drops the owner, so a lost epoch may only mean that somebody cancelled the sweep.
        var sweep = await sweeps.FindSweepAsync(Id, CancellationToken.None);
        if (sweep is null)
        {
            Finish(SweepState.Failed, $"its row is not in {sweeps.Description} any more: somebody deleted it, and with it its trials");
            return;
        }

        if (sweep.State is not (SweepState.Running or SweepState.Paused))
        {
            Finish(sweep.State, sweep.Error);
            return;
        }

        owned.IsLost = true;
        owned.Leave();
        _news.Tell();
        owned.Error = $"sweep {Id:d} was taken over by {SiloKey.Parse(sweep.Owner ?? "nobody").Describe()}";
        _renewal?.Dispose();
        logger.SweepTakenOver(owned.Error);
    }

    private void Finish(SweepState state, string? error)
    {
        _owned!.State = state;
        _owned.Error = error;
        _owned.Leave();
        _news.Tell();
        _renewal?.Dispose();
    }
}
