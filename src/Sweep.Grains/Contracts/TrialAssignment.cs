using Sweep.Core.Scheduling.Runners;

namespace Sweep.Grains.Contracts;

/// <summary>A run to train, of a lease that this silo holds.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="HasCheckpoint">True where the store has one, from which it goes on.</param>
/// <param name="LeaseTrace">Traceparent of the lease; null where there is none.</param>
/// <param name="EarlierTrace">Traceparent of the attempt before; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("sweep.trial-assignment")]
public sealed record TrialAssignment(
    [property: Id(0)] Guid LeaseId,
    [property: Id(1)] int Attempt,
    [property: Id(2)] bool HasCheckpoint = false,
    [property: Id(3)] string? LeaseTrace = null,
    [property: Id(4)] string? EarlierTrace = null)
{
    [NonSerialized]
    private LeasedRun? _leased;

    /// <summary>All that the silo knows of the run. It is not sent: a trial's grain is on the silo that holds its lease, which alone calls it.</summary>
    internal LeasedRun? Leased => _leased;

    internal static TrialAssignment Of(LeasedRun run) => new(run.Lease, run.Attempt, run.HasCheckpoint, run.LeaseTrace, run.EarlierTrace) { _leased = run };
}
