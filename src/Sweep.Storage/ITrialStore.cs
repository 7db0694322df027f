using Sweep.Core.Curves;
using Sweep.Storage.Checkpoints;
using Sweep.Storage.Trials;

namespace Sweep.Storage;

/// <summary>Where a silo puts what it has trained: results, and the states of long trials.</summary>
public interface ITrialStore
{
    /// <summary>How it takes curves.</summary>
    CurveEncoding CurveEncoding { get; }

    /// <summary>
    /// Commits finished trials of any sweeps with their curves, deletes their checkpoints, and ends the leases named, in one transaction. The first commit of
    /// (sweep, number) wins, except that a result replaces a failed row, never the reverse; trials of cancelled sweeps are refused.
    /// Returns, in order, what became of each.
    /// </summary>
    Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation);

    /// <summary>
    /// Commits a trial with its curve for a client that nobody watches, and ends the lease under which it was trained, in one transaction: only where that
    /// lease still stands. Else it is <see cref="CommitOutcome.Fenced"/>: the trial may be another's by now, and nothing is stored.
    /// </summary>
    Task<CommitOutcome> CommitClaimAsync(FinishedTrial trial, Guid lease, CancellationToken cancellation);

    /// <summary>
    /// Stores how far an unfinished trial is, where that is further than what is stored, and appends the points that are new.
    /// Returns how many points of it are stored now, which may be more (another attempt was faster) or fewer than the caller's
    /// (points between are missing: nothing was stored); null where the trial is finished, or its sweep cancelled or gone.
    /// </summary>
    Task<int?> SaveCheckpointAsync(CheckpointRecord checkpoint, CancellationToken cancellation);

    Task<StoredCheckpoint?> ReadCheckpointAsync(Guid id, long number, CancellationToken cancellation);

    /// <summary>Deletes a checkpoint that cannot be used, with its curve.</summary>
    Task DiscardCheckpointAsync(Guid id, long number, CancellationToken cancellation);
}
