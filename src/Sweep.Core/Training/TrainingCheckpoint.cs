namespace Sweep.Core.Training;

/// <summary>Everything from which a training run goes on to the same bits.</summary>
/// <param name="Plan">The plan that it belongs to.</param>
/// <param name="Iteration">Iterations done.</param>
/// <param name="HiddenWeights">3×H, row by row (x₁, x₂, bias).</param>
/// <param name="OutputWeights">H.</param>
/// <param name="CurveLoss">Mean log losses recorded so far.</param>
/// <param name="CurveCorrect">Correct samples recorded so far.</param>
/// <param name="LastLoss">Loss of the last iteration done; NaN before the first.</param>
/// <param name="LastCorrect">Correct samples of the last iteration done.</param>
/// <param name="BestLoss">Smallest loss so far; +∞ before the first iteration.</param>
/// <param name="ReachedAt">First iteration at or below the target.</param>
/// <param name="BelowSince">First iteration from which the loss has stayed at or below the target until now.</param>
public sealed record TrainingCheckpoint(
    TrainingPlan Plan,
    int Iteration,
    double[] HiddenWeights,
    double[] OutputWeights,
    double[] CurveLoss,
    int[] CurveCorrect,
    double LastLoss,
    int LastCorrect,
    double BestLoss,
    int? ReachedAt,
    int? BelowSince)
{
    /// <summary>A compact form for storing, with its version, the plan and a checksum.</summary>
    public byte[] ToBytes() => CheckpointBytes.Write(this);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are damaged, or of another version or numerics.</exception>
    public static TrainingCheckpoint FromBytes(ReadOnlySpan<byte> bytes) => CheckpointBytes.Read(bytes);

    /// <summary>Points recorded when <paramref name="iteration"/> iterations of the plan are done.</summary>
    internal static int PointsAfter(TrainingPlan plan, int iteration) => iteration switch
    {
        0 => 0,
        _ when iteration == plan.Point.Iterations => LossCurve.PointsOf(iteration, plan.RecordEvery),
        _ => (iteration - 1) / plan.RecordEvery + 1,
    };
}
