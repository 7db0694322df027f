using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling;

/// <summary>What an adaptive sampler learns from a trial's row.</summary>
/// <param name="Number">The trial.</param>
/// <param name="State">Completed, pruned or failed.</param>
/// <param name="FinalObjective">After its last step; null where that is no number, or it failed.</param>
/// <param name="TrainedSteps">Of a pruned trial: where it was stopped.</param>
public sealed record SearchOutcome(long Number, TrialState State, double? FinalObjective, int TrainedSteps);
