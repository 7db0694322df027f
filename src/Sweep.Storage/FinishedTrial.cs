using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Storage;

/// <summary>A trial to commit.</summary>
/// <param name="State">Completed, pruned or failed.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="Slot">0-based compute slot of the silo.</param>
/// <param name="TrainSeconds">Thread CPU seconds in training.</param>
/// <param name="Result">Null where the trial failed.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="TraceId">Trace of the attempt, 32 hex digits; null where none was kept.</param>
public sealed record FinishedTrial(
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
    TrainingResult? Result,
    string? Error,
    string? TraceId);
