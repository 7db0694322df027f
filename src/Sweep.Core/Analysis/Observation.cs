namespace Sweep.Core.Analysis;

/// <summary>One run as survival analysis sees it.</summary>
/// <param name="Iterations">Iterations until the target was reached, or until the run was censored; at least 0.</param>
/// <param name="Reached">False where the run ended without reaching the target.</param>
/// <param name="Replicate">0-based: runs of one replicate share their seeds, whatever their setting.</param>
public readonly record struct Observation(int Iterations, bool Reached, uint Replicate = 0)
{
    public static Observation Of(in TrialOutcome outcome) => outcome.ReachedAt is { } reached
        ? new(reached, Reached: true, outcome.Replicate)
        : new(outcome.TrainedIterations, Reached: false, outcome.Replicate);
}
