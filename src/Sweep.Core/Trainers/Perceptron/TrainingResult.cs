using Sweep.Core.Curves;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>What a finished training run gave.</summary>
/// <param name="TrainedIterations">Updates made.</param>
/// <param name="Curve">The recorded points.</param>
/// <param name="FinalLoss">Mean log loss of the last iteration, before its update.</param>
/// <param name="FinalAccuracy">Share of samples on the right side in the last iteration.</param>
/// <param name="BestLoss">Smallest loss of any iteration, recorded or not.</param>
/// <param name="ReachedAt">First iteration whose loss, or accuracy, is at the target or better; null if none.</param>
/// <param name="ConvergedAt">First iteration from which it stays there to the end; null if none.</param>
/// <param name="HiddenWeights">(k + 1)×H, row by row (the k features, bias), after the last update.</param>
/// <param name="OutputWeights">H, after the last update.</param>
public sealed record TrainingResult(
    int TrainedIterations,
    LossCurve Curve,
    double FinalLoss,
    double FinalAccuracy,
    double BestLoss,
    int? ReachedAt,
    int? ConvergedAt,
    double[] HiddenWeights,
    double[] OutputWeights)
{
    /// <summary>Largest accuracy of any iteration, recorded or not, where it is the objective; else null.</summary>
    public double? BestAccuracy { get; init; }

    /// <summary>What the store keeps of it.</summary>
    public TrialResult ToTrialResult() => new()
    {
        TrainedIterations = TrainedIterations,
        Curve = Curve,
        FinalLoss = FinalLoss,
        FinalAccuracy = FinalAccuracy,
        BestLoss = BestLoss,
        FinalObjective = BestAccuracy is null ? FiniteOrNull(FinalLoss) : FinalAccuracy,
        BestObjective = BestAccuracy ?? FiniteOrNull(BestLoss),
        Diverged = !double.IsFinite(FinalLoss),
        ReachedAt = ReachedAt,
        ConvergedAt = ConvergedAt,
    };

    private static double? FiniteOrNull(double value) => double.IsFinite(value) ? value : null;
}
