using Sweep.Core.Training;

namespace Sweep.Grains.Trials;

/// <summary>What a slot gives back of one attempt.</summary>
/// <param name="TrainSeconds">Thread CPU seconds.</param>
/// <param name="WallSeconds">Wall seconds on the slot.</param>
/// <param name="Result">Null where it failed.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record TrialMeasurement(
    int Slot, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, double TrainSeconds, double WallSeconds, TrainingResult? Result, string? Error);
