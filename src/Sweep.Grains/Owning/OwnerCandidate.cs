using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Owning;

/// <summary>Takes a sweep up for this silo, where it may have it.</summary>
internal sealed class OwnerCandidate(
    Guid sweepId, ISweepRegister sweeps, IOwnerStore store, ILeaseStore leaseStore, ITrialStore trials, IRungStore rungStore,
    IProposalStore proposals, SweepCatalog catalog, SiloIdentity self, ISiloStates silos, DrainSignal drain,
    TimeProvider time, IOptions<SweepGrainOptions> options, ILogger<SweepGrain> logger)
{
    private readonly OwedWrites _owed = new(sweepId, sweeps, store, leaseStore, time, options.Value);
    private readonly WorkNews _news = new(time);
    private readonly OwnerWatch _watch = new();

    /// <summary>What came of taking it up last; null where it never was, or cannot be read.</summary>
    public Ownership? Taken { get; private set; }

    public async Task<OwnershipReply> TakeUpAsync()
    {
        if (Taken is { Sweep.IsActive: true } taken)
            return Acquired(taken);

        // A failure that the store does not know of yet must not be forgotten by beginning again.
        if (_owed.Failure is { } failed && !_owed.IsDue)
            return new OwnershipReply(false, SweepState.Failed, null, null, failed);
        await _owed.PayAsync(Taken?.Sweep);
        try
        {
            return await TryTakeUpAsync();
        }
        catch (StoreException failure) when (failure.IsDamage)
        {
            // What somebody has written into its rows can be taken for nothing that Sweep wrote: the sweep ends, and no other with it.
            Taken?.Sweep.Leave();
            Taken = null;
            logger.SweepDamaged(failure, sweepId);
            var change = await sweeps.ChangeStateAsync(sweepId, SweepState.Failed, failure.Message, CancellationToken.None);
            return new OwnershipReply(false, change.Sweep?.State, null, null, failure.Message);
        }
    }

    private async Task<OwnershipReply> TryTakeUpAsync()
    {
        var sweep = await sweeps.FindSweepAsync(sweepId, CancellationToken.None);
        if (sweep is not null && sweep.Numerics != Numerics.Version)
        {
            return Refused(
                sweep,
                $"sweep {sweepId:d} was begun with numerics {sweep.Numerics}, this program computes {Numerics.Version}: "
                + "its results would differ in bits; go on with the version that began it, or submit the spec again");
        }

        if (sweep is null || drain.IsSet || sweep.State.IsFinal())
            return Refused(sweep);
        var duration = options.Value.OwnershipDuration;
        var isLeft = (sweep.Owner is { } owner && silos.FateOf(SiloKey.Parse(owner)) is SiloFate.Dead or SiloFate.Expelled)
            || _watch.IsSilent(sweep.Owner, sweep.OwnerUntil, time.GetElapsedTime(0), duration);
        var result = await store.TryAcquireAsync(sweepId, self.Incarnation, duration, isLeft ? sweep.Owner : null, CancellationToken.None);
        if (!result.Acquired)
            return Refused(result.Sweep);
        var (owned, leases, rungs) = await ReadAsync(result.Sweep!);
        Taken = new Ownership(sweepId, owned, leases, rungs, ReadAsync, _owed, _news, sweeps, store, time, options.Value, logger);
        await Taken.CompleteIfDoneAsync();
        return Acquired(Taken);
    }

    private OwnershipReply Acquired(Ownership taken) => new(true, taken.Sweep.State, self.Incarnation, null, null);

    private static OwnershipReply Refused(SweepRecord? sweep, string? why = null) => new(false, sweep?.State, sweep?.Owner, sweep?.OwnerUntil, why);

    private async Task<(OwnedSweep Sweep, LeaseKeeper Leases, RungKeeper? Rungs)> ReadAsync(SweepRecord sweep)
    {
        var owned = await OwnedSweep.ReadAsync(sweeps, store, sweep, await catalog.KeepAsync(sweep), time);
        _news.Restart(owned.Epoch);
        var reuser = await Reuser.ReadAsync(sweepId, owned, store, time, logger);
        var search = await SearchKeeper.ReadAsync(sweepId, owned, proposals);
        var leases = new LeaseKeeper(sweepId, owned, _owed, reuser, search, _news, leaseStore, sweeps, trials, silos, time, options.Value, logger);
        await leases.LoadAsync();
        var rungs = await RungKeeper.ReadAsync(sweepId, owned, rungStore);
        if (rungs is not null)
            await rungs.EndedAsync([]);
        owned.Enter();
        return (owned, leases, rungs);
    }
}
