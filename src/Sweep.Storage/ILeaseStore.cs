using Sweep.Core.Scheduling;
using Sweep.Storage.Owning;

namespace Sweep.Storage;

/// <summary>The leases of sweeps and what became of their trials: what a sweep's owner grants, renews and ends.</summary>
public interface ILeaseStore
{
    /// <summary>
    /// Writes leases before their work starts, with what was proposed for them, all or none; false when the epoch was lost or the sweep does
    /// not run. A proposal that is there stays as it is.
    /// </summary>
    /// <param name="leases">Leases of one sweep.</param>
    Task<bool> GrantLeasesAsync(IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation);

    Task<IReadOnlyList<LeaseRecord>> ReadLeasesAsync(Guid id, CancellationToken cancellation);

    /// <summary>A lease while it stands; null once it has ended.</summary>
    Task<LeaseRecord?> FindLeaseAsync(Guid lease, CancellationToken cancellation);

    /// <summary>Puts off the expiry of all leases of the sweep that these silos hold.</summary>
    Task RenewLeasesAsync(Guid id, IReadOnlyCollection<string> silos, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>
    /// Deletes leases. With <paramref name="loss"/>, each of their numbers that has no row gets an attempt that ended without a
    /// result; without one (work given back) none does. Returns the attempts, with their spans before.
    /// </summary>
    Task<IReadOnlyList<LostTrial>> EndLeasesAsync(IReadOnlyCollection<Guid> leases, LeaseLoss? loss, CancellationToken cancellation);

    /// <summary>Gives some numbers of a lease that stays an attempt that ended without a result, where they have no row; returns these.</summary>
    Task<IReadOnlyList<LostTrial>> LoseTrialsAsync(Guid leaseId, IReadOnlyCollection<long> numbers, LeaseLoss loss, CancellationToken cancellation);

    /// <summary>What the lost attempts of each unfinished number come to; numbers without any are left out.</summary>
    Task<IReadOnlyDictionary<long, TrialLosses>> ReadLossesAsync(Guid id, CancellationToken cancellation);

    /// <summary>Which of these numbers have a row.</summary>
    Task<IReadOnlyList<long>> ReadFinishedAmongAsync(Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation);

    /// <summary>The unfinished numbers of a sweep that have a checkpoint, ascending.</summary>
    Task<IReadOnlyList<long>> ReadCheckpointedAsync(Guid id, CancellationToken cancellation);
}
