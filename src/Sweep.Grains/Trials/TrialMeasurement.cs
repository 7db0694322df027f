using Sweep.Core.Trainers;
using Sweep.Core.Trials;

namespace Sweep.Grains.Trials;

/// <summary>What a slot gives back of one trial, of the attempt up to it.</summary>
/// <param name="TrainSeconds">CPU seconds of what trained.</param>
/// <param name="WallSeconds">Wall seconds on the slot.</param>
/// <param name="FreshIterations">Those that were trained since the next shorter trial of the run, or since its checkpoint.</param>
/// <param name="Result">Null where it failed.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record TrialMeasurement(
    int Slot, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, double TrainSeconds, double WallSeconds, int FreshIterations,
    TrialResult? Result, string? Error)
{
    /// <summary>The last lines that a failed trainer wrote; null where it wrote none.</summary>
    public string? LogTail { get; init; }

    /// <summary>The rung where it waits for what is decided about it; null where it has ended.</summary>
    public int? Rung { get; init; }

    /// <summary>True where a pruner has stopped it.</summary>
    public bool IsPruned { get; init; }

    /// <summary>What its trial is now.</summary>
    public TrialState State => Error is not null ? TrialState.Failed : IsPruned ? TrialState.Pruned : TrialState.Completed;

    /// <summary>1-based; one more than that of the lease for each time that the trainer had failed on this silo.</summary>
    public required int Attempt { get; init; }
}
