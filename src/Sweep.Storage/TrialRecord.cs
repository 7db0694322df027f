using Sweep.Core.Trials;

namespace Sweep.Storage;

/// <summary>A row of <c>trials</c>.</summary>
public sealed record TrialRecord(
    Guid SweepId,
    TrialDefinition Trial,
    string ContentKey,
    TrialState State,
    int Attempt,
    string Silo,
    int Slot,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    double TrainSeconds,
    int TrainedIterations,
    double? FinalLoss,
    double? FinalAccuracy,
    double? BestLoss,
    int? ReachedAt,
    int? ConvergedAt,
    string? Error,
    string? TraceId);
