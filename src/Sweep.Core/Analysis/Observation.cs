namespace Sweep.Core.Analysis;

/// <summary>One run as survival analysis sees it.</summary>
/// <param name="Iterations">Iterations until the target was reached, or until the run was censored; at least 0.</param>
/// <param name="Reached">False where the run ended without reaching the target.</param>
public readonly record struct Observation(int Iterations, bool Reached)
{
    public static Observation Of(in TrialOutcome outcome) =>
        outcome.ReachedAt is { } reached ? new(reached, true) : new(outcome.TrainedIterations, false);
}
