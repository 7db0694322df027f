using Sweep.Core.Sweeps;
using Sweep.Storage.DataSets;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Storage;

/// <summary>The sweeps of a store: what everybody asks who has to do with them.</summary>
public interface ISweepRegister : IStore
{
    /// <summary>Stores a sweep in state running. The same submit key with the same spec hash returns the sweep that is there.</summary>
    /// <exception cref="SubmitKeyConflictException">The key belongs to a sweep of another spec.</exception>
    /// <exception cref="MissingDataException">Numbers that it needs are not there.</exception>
    Task<SweepRecord> SubmitAsync(NewSweep sweep, CancellationToken cancellation);

    Task<SweepRecord?> FindSweepAsync(Guid id, CancellationToken cancellation);

    /// <summary>Sweeps, newest first.</summary>
    Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(SweepFilter filter, CancellationToken cancellation);

    /// <summary>Ids of running sweeps, newest first: of damaged ones too, and cheaper than listing them.</summary>
    Task<IReadOnlyList<Guid>> ListRunningAsync(CancellationToken cancellation);

    /// <summary>Rows of the sweep's planned numbers by state, and what they sum to.</summary>
    Task<TrialTotals> TotalTrialsAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// Moves the sweep to <paramref name="to"/> where <see cref="SweepTransitions"/> allows it from its present state; else
    /// changes nothing. Reaching a final state sets finished_at, drops owner and leases (cancelled: checkpoints too); going back to running clears error and
    /// finished_at, and from failed raises the epoch, so that an owner from before the failure is out.
    /// Once a move to cancelled has returned, no further trial of the sweep is ever committed.
    /// </summary>
    Task<StateChange> ChangeStateAsync(Guid id, SweepState to, string? error, CancellationToken cancellation);

    /// <summary>
    /// Deletes the failed rows of a sweep and the lost attempts of their numbers, so that they run again; returns how many. The frontier
    /// goes back to the first of them, and the epoch rises, so that an owner reads anew what is finished. A completed
    /// sweep that loses rows so is running again.
    /// </summary>
    Task<long> ForgetFailedAsync(Guid id, CancellationToken cancellation);
}
