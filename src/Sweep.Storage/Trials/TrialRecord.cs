using Sweep.Core.Trials;

namespace Sweep.Storage.Trials;

/// <summary>A row of <c>trials</c>.</summary>
public record TrialRecord
{
    public required Guid SweepId { get; init; }

    public required TrialDefinition Trial { get; init; }

    public required string ContentKey { get; init; }

    /// <summary>Completed, pruned or failed.</summary>
    public required TrialState State { get; init; }

    /// <summary>1-based.</summary>
    public required int Attempt { get; init; }

    public required string Silo { get; init; }

    /// <summary>0-based compute slot of the silo.</summary>
    public int Slot { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Thread CPU seconds in training.</summary>
    public double TrainSeconds { get; init; }

    public int TrainedIterations { get; init; }

    public double? FinalLoss { get; init; }

    public double? FinalAccuracy { get; init; }

    public double? BestLoss { get; init; }

    public int? ReachedAt { get; init; }

    public int? ConvergedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Trace of the attempt, 32 hex digits; null where none was kept.</summary>
    public string? TraceId { get; init; }

    public TrialOrigin Origin { get; init; }

    /// <summary>The last value of the sweep's objective; null where it is no finite number.</summary>
    public double? FinalObjective { get; init; }

    /// <summary>The best value of the sweep's objective; null where none is a finite number.</summary>
    public double? BestObjective { get; init; }

    /// <summary>Training went out of bounds.</summary>
    public bool Diverged { get; init; }

    /// <summary>The last lines that the trainer wrote; null where it wrote none.</summary>
    public string? LogTail { get; init; }
}
