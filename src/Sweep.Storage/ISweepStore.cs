using Sweep.Core.Analysis;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;

namespace Sweep.Storage;

/// <summary>
/// Where sweeps, trials and curves are kept, and the only truth about them. Every change is one conditional transaction, so any
/// number of processes may use one store at once and any of them may be killed at any moment.
/// </summary>
/// <remarks>Failures of the database surface as <see cref="StoreException"/>.</remarks>
public interface ISweepStore : IAsyncDisposable
{
    /// <summary>How people know this store: "sweep.db (SQLite)".</summary>
    string Description { get; }

    /// <summary>How it takes curves.</summary>
    CurveEncoding CurveEncoding { get; }

    /// <summary>
    /// Is told of rows with values that Sweep never writes, which lists then leave out; where null, the first of them is a <see cref="StoreException"/>.
    /// To be set by who shows what is read, and never by who acts on it.
    /// </summary>
    Action<RowDamage>? DamageFound { get; set; }

    /// <summary>Creates the schema or brings it up to date; safe against other processes and against being killed half-way.</summary>
    Task MigrateAsync(CancellationToken cancellation);

    /// <summary>How the database's schema stands to this program's; changes nothing.</summary>
    Task<SchemaStanding> ReadSchemaAsync(CancellationToken cancellation);

    /// <summary>Stores a sweep in state running. The same submit key with the same spec hash returns the sweep that is there.</summary>
    /// <exception cref="SubmitKeyConflictException">The key belongs to a sweep of another spec.</exception>
    Task<SweepRecord> SubmitAsync(NewSweep sweep, CancellationToken cancellation);

    Task<SweepRecord?> FindSweepAsync(Guid id, CancellationToken cancellation);

    /// <summary>Sweeps, newest first.</summary>
    Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(SweepFilter filter, CancellationToken cancellation);

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
    /// Takes the sweep for <paramref name="owner"/> where it is running or paused and has no owner, an owner whose time is over,
    /// this very owner, or the owner named by <paramref name="seizeFrom"/> (one known to be dead). Raises the epoch.
    /// </summary>
    Task<OwnershipResult> TryAcquireAsync(Guid id, string owner, TimeSpan duration, string? seizeFrom, CancellationToken cancellation);

    /// <summary>
    /// Prolongs ownership and saves the frontier, which goes back where rows are gone, where the epoch still stands. Returns the sweep's present state, or null when
    /// the epoch was lost.
    /// </summary>
    Task<SweepState?> RenewAsync(Guid id, long epoch, long frontier, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Gives ownership up, where the epoch still stands.</summary>
    Task ReleaseAsync(Guid id, long epoch, CancellationToken cancellation);

    /// <summary>Completes a running sweep all of whose planned trials have rows, where the epoch still stands; nothing of its machinery is left.</summary>
    Task<bool> CompleteAsync(Guid id, long epoch, CancellationToken cancellation);

    /// <summary>
    /// Which numbers of the plan are finished (have a row): the frontier and the runs above it, ascending. What is below the saved frontier is
    /// counted, and read only where rows are missing there.
    /// </summary>
    Task<FinishedNumbers> ReadFinishedAsync(Guid id, CancellationToken cancellation);

    /// <summary>Writes leases before their work starts, all or none; false when the epoch was lost or the sweep does not run.</summary>
    /// <param name="leases">Leases of one sweep.</param>
    Task<bool> GrantLeasesAsync(IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation);

    Task<IReadOnlyList<LeaseRecord>> ReadLeasesAsync(Guid id, CancellationToken cancellation);

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

    /// <summary>
    /// Stores how far an unfinished trial is, where that is further than what is stored, and appends the points that are new.
    /// Returns how many points of it are stored now, which may be more (another attempt was faster) or fewer than the caller's
    /// (points between are missing: nothing was stored); null where the trial is finished, or its sweep cancelled or gone.
    /// </summary>
    Task<int?> SaveCheckpointAsync(CheckpointRecord checkpoint, CancellationToken cancellation);

    Task<StoredCheckpoint?> ReadCheckpointAsync(Guid id, long number, CancellationToken cancellation);

    /// <summary>Deletes a checkpoint that cannot be used, with its curve.</summary>
    Task DiscardCheckpointAsync(Guid id, long number, CancellationToken cancellation);

    /// <summary>The unfinished numbers of a sweep that have a checkpoint, ascending.</summary>
    Task<IReadOnlyList<long>> ReadCheckpointedAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// Commits finished trials of any sweeps with their curves, deletes their checkpoints, and ends the leases named, in one transaction. The first commit of
    /// (sweep, number) wins, except that a result replaces a failed row, never the reverse; trials of cancelled sweeps are refused.
    /// Returns, in order, what became of each.
    /// </summary>
    Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation);

    /// <summary>
    /// Deletes the failed rows of a sweep and the lost attempts of their numbers, so that they run again; returns how many. The frontier
    /// goes back to the first of them, and the epoch rises, so that an owner reads anew what is finished. A completed
    /// sweep that loses rows so is running again.
    /// </summary>
    Task<long> ForgetFailedAsync(Guid id, CancellationToken cancellation);

    /// <summary>Rows of a sweep in order of number, streamed.</summary>
    IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid id, CancellationToken cancellation);

    /// <summary>Only what ranking needs of each row, in order of number, streamed.</summary>
    IAsyncEnumerable<ConvergenceRecord> ReadConvergenceAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// The runs of a sweep by setting, in any order: what the table of <see cref="ConvergenceTable"/> by this parameter needs.
    /// Trials that differ only in iterations are one run, unless the parameter is iterations itself.
    /// </summary>
    Task<IReadOnlyList<SettingRuns>> ReadSettingsAsync(Guid id, ParameterName by, CancellationToken cancellation);

    /// <summary>Curves of a sweep in order of number, streamed; of the given numbers only, where given.</summary>
    IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation);

    /// <summary>
    /// Lets a role of the database server read all tables and views, those of later versions too, and change nothing; again changes
    /// nothing. Returns their names.
    /// </summary>
    /// <exception cref="StoreException">The database knows no roles, or not this one, or refuses.</exception>
    Task<IReadOnlyList<string>> AddReaderAsync(string role, CancellationToken cancellation);
}
