using Sweep.Core.Budgets;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Owning;

namespace Sweep.Storage;

/// <summary>What a sweep's owner asks: to be the owner, and what is finished.</summary>
public interface IOwnerStore
{
    /// <summary>
    /// Takes the sweep for <paramref name="owner"/> where it is running or paused and has no owner, an owner whose time is over or not there,
    /// this very owner, or the owner named by <paramref name="seizeFrom"/> (one known to be dead). Raises the epoch.
    /// </summary>
    Task<OwnershipResult> TryAcquireAsync(Guid id, string owner, TimeSpan duration, string? seizeFrom, CancellationToken cancellation);

    /// <summary>
    /// Prolongs ownership and saves the frontier, which goes back where rows are gone, where the epoch still stands. Returns the sweep's present
    /// state, or null when
    /// the epoch was lost.
    /// </summary>
    Task<SweepState?> RenewAsync(Guid id, long epoch, long frontier, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Gives ownership up, where the epoch still stands.</summary>
    Task ReleaseAsync(Guid id, long epoch, CancellationToken cancellation);

    /// <summary>
    /// Completes a running sweep all of whose planned trials have rows, where the epoch still stands; nothing of its machinery is left, nor of trials that its
    /// budget has cut off.
    /// </summary>
    Task<bool> CompleteAsync(Guid id, long epoch, CancellationToken cancellation);

    /// <summary>
    /// Which numbers of the plan are finished (have a row): the frontier and the runs above it, ascending. What is below the saved frontier is
    /// counted, and read only where rows are missing there.
    /// </summary>
    Task<FinishedNumbers> ReadFinishedAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// The other sweeps of the same numerics that have rows, newest first, streamed; those whose rows somebody has damaged are left out.
    /// </summary>
    IAsyncEnumerable<ReuseSource> ReadReuseSourcesAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// Copies what other sweeps have of these trials, rows and curves, in one transaction: of each number the first completed row with its key,
    /// where the number has no row yet. Returns those that are copies
    /// now, be it from before, for an answer may have been lost; nothing where the epoch was lost or the sweep does not run.
    /// </summary>
    Task<IReadOnlyList<TrialRank>> ReuseAsync(Guid id, long epoch, IReadOnlyList<ReusableTrial> wanted, CancellationToken cancellation);

    /// <summary>
    /// The sweep is its first <paramref name="planned"/> trials alone from now on, and of no more than before, where the epoch still stands and it runs.
    /// Commits that begin once this has returned are refused rows of other numbers; what is there of them, or comes by a commit begun before, goes when it is
    /// completed.
    /// </summary>
    /// <returns>False where nothing was changed.</returns>
    Task<bool> CutPlanAsync(Guid id, long epoch, long planned, EndReason by, CancellationToken cancellation);

    /// <summary>What trials are ranked by, of the completed and pruned ones from a number on, in order of number, streamed.</summary>
    IAsyncEnumerable<TrialRank> ReadRanksAsync(Guid id, long from, CancellationToken cancellation);
}
