using Sweep.Core.Curves;
using Sweep.Storage;
using Sweep.Storage.Checkpoints;
using Sweep.Storage.Trials;

namespace Sweep.Testing;

/// <summary>The trials of a store, whose commits fail as told.</summary>
/// <param name="inner">The real store.</param>
/// <param name="onCommit">Is given the real commit, to call it or not, before or after failing.</param>
public sealed class FaultyTrialStore(ITrialStore inner,
    Func<Func<Task<IReadOnlyList<CommitOutcome>>>, Task<IReadOnlyList<CommitOutcome>>> onCommit) : ITrialStore
{
    public CurveEncoding CurveEncoding => inner.CurveEncoding;

    public Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation) =>
        onCommit(() => inner.CommitAsync(trials, endedLeases, cancellation));

    public Task<CommitOutcome> CommitClaimAsync(FinishedTrial trial, Guid lease, CancellationToken cancellation) =>
        inner.CommitClaimAsync(trial, lease, cancellation);

    public Task<int?> SaveCheckpointAsync(CheckpointRecord checkpoint, CancellationToken cancellation) => inner.SaveCheckpointAsync(checkpoint, cancellation);

    public Task<StoredCheckpoint?> ReadCheckpointAsync(Guid id, long number, CancellationToken cancellation) =>
        inner.ReadCheckpointAsync(id, number, cancellation);

    public Task DiscardCheckpointAsync(Guid id, long number, CancellationToken cancellation) => inner.DiscardCheckpointAsync(id, number, cancellation);
}
