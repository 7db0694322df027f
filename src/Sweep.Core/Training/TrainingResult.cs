namespace Sweep.Core.Training;

/// <summary>What a finished training run gave.</summary>
/// <param name="TrainedIterations">Updates made.</param>
/// <param name="Curve">The recorded points.</param>
/// <param name="FinalLoss">Mean log loss of the last iteration, before its update.</param>
/// <param name="FinalAccuracy">Share of samples on the right side in the last iteration.</param>
/// <param name="BestLoss">Smallest loss of any iteration, recorded or not.</param>
/// <param name="ReachedAt">First iteration whose loss is at or below the target; null if none.</param>
/// <param name="ConvergedAt">First iteration from which the loss stays there to the end; null if none.</param>
/// <param name="HiddenWeights">3×H, row by row (x₁, x₂, bias), after the last update.</param>
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
    double[] OutputWeights);
