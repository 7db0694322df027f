using Sweep.Core.Trainers;

namespace Sweep.Grains.Trials;

/// <summary>From where an attempt goes on.</summary>
/// <param name="Checkpoint">Null for the beginning.</param>
/// <param name="TrainSeconds">CPU seconds that went into the checkpoint.</param>
/// <param name="StoredPoints">Points of its curve that the store has.</param>
internal sealed record TrialStart(IResumePoint? Checkpoint, double TrainSeconds, int StoredPoints)
{
    public static TrialStart Afresh { get; } = new(null, 0, 0);
}
