using Sweep.Core.Training;

namespace Sweep.Grains.Trials;

/// <summary>From where an attempt goes on.</summary>
/// <param name="Checkpoint">Null for the beginning.</param>
/// <param name="TrainSeconds">Thread CPU seconds that went into the checkpoint.</param>
/// <param name="StoredPoints">Points of its curve that the store has.</param>
internal sealed record TrialStart(TrainingCheckpoint? Checkpoint, double TrainSeconds, int StoredPoints)
{
    public static TrialStart Afresh { get; } = new(null, 0, 0);
}
