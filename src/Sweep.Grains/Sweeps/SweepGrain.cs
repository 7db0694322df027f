using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Sweeps;

/// <inheritdoc cref="ISweepGrain"/>
public sealed class SweepGrain(
    ISweepStore store, SweepCatalog catalog, TimeProvider time, IOptions<SweepGrainOptions> options, ILogger<SweepGrain> logger)
    : Grain, ISweepGrain
{
    private readonly Dictionary<Guid, LeaseRecord> _leases = [];
    private readonly Dictionary<string, PullRequest> _running = [];
    private readonly OwedWrites _owed = new();
    private OwnedSweep? _owned;
    private IGrainTimer? _renewal;

    private Guid Id => this.GetPrimaryKey();

    public async Task<OwnershipReply> TakeUpAsync()
    {
        if (_owned is { IsLost: false } owned && owned.State is SweepState.Running or SweepState.Paused)
            return new OwnershipReply(true, owned.State, ProcessIdentity.Current, null, null);

        // A failure that the store does not know of yet must not be forgotten by beginning again.
        await PayAsync();
        var sweep = await store.FindSweepAsync(Id, CancellationToken.None);
        if (sweep is null)
            return new OwnershipReply(false, null, null, null, null);
        if (sweep.Numerics != Numerics.Version)
        {
            return new OwnershipReply(
                false, sweep.State, sweep.Owner, sweep.OwnerUntil,
                $"sweep {Id:d} was begun with numerics {sweep.Numerics}, this program computes {Numerics.Version}: "
                + "its results would differ in bits; go on with the version that began it, or submit the spec again");
        }

        var seizeFrom = sweep.Owner is { } owner && ProcessIdentity.IsKnownDead(owner) ? owner : null;
        var result = await store.TryAcquireAsync(Id, ProcessIdentity.Current, options.Value.OwnershipDuration, seizeFrom, CancellationToken.None);
        if (!result.Acquired)
            return new OwnershipReply(false, result.Sweep?.State, result.Sweep?.Owner, result.Sweep?.OwnerUntil, null);

        await LoadAsync(result.Sweep!);
        return new OwnershipReply(true, _owned!.State, ProcessIdentity.Current, null, null);
    }

    public async Task<PullReply> PullAsync(PullRequest request)
    {
        if (_owned is not { IsLost: false } owned)
            return new PullReply(null, null);
        _running[request.Silo] = request;
        if (request.Cost <= 0 || owned.State != SweepState.Running)
            return new PullReply(owned.State, null);

        var numbers = owned.Ledger.Take(request.Cost, WorkPacing.MostTrialsALease, owned.CostOf);
        if (numbers.Count == 0)
            return new PullReply(owned.State, null);
        var now = time.GetUtcNow();
        var lease = new LeaseRecord(
            Guid.CreateVersion7(now), Id, request.Silo, numbers, owned.Epoch, now, now + options.Value.LeaseDuration);
        if (!await TryGrantAsync(lease, owned))
            return new PullReply(owned.IsLost ? null : owned.State, null);
        _leases.Add(lease.Id, lease);
        return new PullReply(
            owned.State,
            new LeaseOffer(lease.Id, [.. numbers.Select(r => r.Start)], [.. numbers.Select(r => r.End)], owned.LostAttemptsOf(numbers)));
    }

    public async Task CommittedAsync(CommitNotice notice)
    {
        if (_owned is not { } owned)
            return;
        owned.Note(notice, time.GetUtcNow());
        foreach (var ended in notice.EndedLeases)
        {
            // What the silo gave back of the lease has no result; it becomes free.
            if (_leases.Remove(ended, out var lease))
                owned.Ledger.GiveBack(lease.Numbers);
        }

        try
        {
            await CompleteIfDoneAsync(owned);
        }
        catch (StoreException failure)
        {
            // The next renewal completes it.
            NoteTrouble(owned, failure);
        }
    }

    public async Task GiveBackAsync(Guid leaseId)
    {
        if (!_leases.Remove(leaseId, out var lease))
            return;
        _owned?.Ledger.GiveBack(lease.Numbers);
        _owed.Leases.Enqueue(leaseId);
        await TryPayAsync();
    }

    public async Task FailAsync(string error)
    {
        if (_owned is not { State: SweepState.Running or SweepState.Paused } owned)
            return;
        owned.State = SweepState.Failed;
        owned.Error = error;
        _leases.Clear();
        _running.Clear();

        // The store that refuses results often refuses this too (disk full): it is told as soon as it listens.
        _owed.Failure = error;
        await TryPayAsync();
    }

    public async Task ReleaseAsync()
    {
        if (_owned is not { IsLost: false } owned)
            return;
        _renewal?.Dispose();
        await TryPayAsync();
        _owned = null;
        if (owned.State is SweepState.Running or SweepState.Paused)
        {
            await store.RenewAsync(Id, owned.Epoch, owned.Ledger.Frontier, options.Value.OwnershipDuration, CancellationToken.None);
            await store.ReleaseAsync(Id, owned.Epoch, CancellationToken.None);
        }

        DeactivateOnIdle();
    }

    public async Task<SweepProgress> GetProgressAsync()
    {
        if (_owned is { } owned)
            return owned.Progress([.. _running.Values], time.GetUtcNow());
        return await SweepReading.ReadProgressAsync(store, Id);
    }

    private async Task LoadAsync(SweepRecord sweep)
    {
        _leases.Clear();
        _running.Clear();
        var owned = await SweepReading.ReadOwnedAsync(store, sweep, await catalog.GetAsync(Id), time);
        _owned = owned;
        _renewal?.Dispose();
        _renewal = this.RegisterGrainTimer(
            RenewAsync,
            new GrainTimerCreationOptions { DueTime = options.Value.RenewPeriod, Period = options.Value.RenewPeriod, KeepAlive = true });
        await CompleteIfDoneAsync(owned);
    }

    private async Task CompleteIfDoneAsync(OwnedSweep owned)
    {
        if (owned.Ledger.IsComplete && await store.CompleteAsync(Id, owned.Epoch, CancellationToken.None))
            Finish(SweepState.Completed, null);
    }

    private async Task<bool> TryGrantAsync(LeaseRecord lease, OwnedSweep owned)
    {
        try
        {
            if (await store.GrantLeaseAsync(lease, owned.Epoch, CancellationToken.None))
                return true;
        }
        catch (StoreException)
        {
            // Its row may be there all the same, the answer having been lost.
            owned.Ledger.GiveBack(lease.Numbers);
            _owed.Leases.Enqueue(lease.Id);
            throw;
        }

        owned.Ledger.GiveBack(lease.Numbers);
        await RenewAsync(CancellationToken.None);
        return false;
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        if (_owned is not { IsLost: false } owned)
            return;
        try
        {
            await PayAsync();
            if (owned.State is SweepState.Running or SweepState.Paused)
                await RenewAsync(owned, cancellation);
            owned.StoreTrouble = null;
        }
        catch (StoreException failure)
        {
            // The next tick tries again; the store itself refuses whatever an owner whose time is over would write.
            NoteTrouble(owned, failure);
        }
    }

    private async Task RenewAsync(OwnedSweep owned, CancellationToken cancellation)
    {
        var state = await store.RenewAsync(Id, owned.Epoch, owned.Ledger.Frontier, options.Value.OwnershipDuration, cancellation);
        if (state is null)
        {
            await NoteLossAsync(owned);
        }
        else if (state is SweepState.Running or SweepState.Paused)
        {
            owned.State = state.Value;
            await CompleteIfDoneAsync(owned);
        }
        else
        {
            Finish(state.Value, null);
        }
    }

    /// <summary>Writes what the store could not be told before.</summary>
    private async Task PayAsync()
    {
        if (_owed.Failure is { } error && _owned is { } owned)
        {
            // Whoever has taken the sweep meanwhile is not failed by what went wrong here.
            if (await store.RenewAsync(Id, owned.Epoch, owned.Ledger.Frontier, options.Value.OwnershipDuration, CancellationToken.None) is not null)
                await store.ChangeStateAsync(Id, SweepState.Failed, error, CancellationToken.None);
            _owed.Failure = null;
            owned.StoreTrouble = null;
            _renewal?.Dispose();
        }

        while (_owed.Leases.TryPeek(out var lease))
        {
            await store.EndLeaseAsync(lease, reason: null, CancellationToken.None);
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

    private void NoteTrouble(OwnedSweep? owned, StoreException failure)
    {
        if (owned?.StoreTrouble is null)
            logger.LogWarning(failure, "sweep {Sweep}: the store does not answer as it should; trying again every {Period}", Id, options.Value.RenewPeriod);
        if (owned is not null)
            owned.StoreTrouble = failure.Message;
    }

    private async Task NoteLossAsync(OwnedSweep owned)
    {
        // A final state drops the owner, so a lost epoch may only mean that somebody cancelled the sweep.
        var sweep = await store.FindSweepAsync(Id, CancellationToken.None);
        if (sweep is not null && sweep.State is not (SweepState.Running or SweepState.Paused))
        {
            Finish(sweep.State, sweep.Error);
            return;
        }

        owned.IsLost = true;
        owned.Error = $"sweep {Id:d} was taken over by {ProcessIdentity.Describe(sweep?.Owner ?? "nobody")}";
        _renewal?.Dispose();
        logger.LogWarning("{Loss}", owned.Error);
    }

    private void Finish(SweepState state, string? error)
    {
        _owned!.State = state;
        _owned.Error = error;
        _leases.Clear();
        _running.Clear();
        _renewal?.Dispose();
    }
}
