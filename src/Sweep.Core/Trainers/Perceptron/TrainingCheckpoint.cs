using Sweep.Core.Curves;
using Sweep.Core.Data;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>
/// Everything from which a training run goes on to the same bits. It may leave out the points recorded before
/// <see cref="CurveStart"/>, which somebody keeps as <see cref="CurveSegment"/>s; a run goes on only from a whole one.
/// </summary>
/// <param name="Plan">The plan that it belongs to.</param>
/// <param name="Iteration">Iterations done.</param>
/// <param name="HiddenWeights">(k + 1)×H, row by row (the k features, bias).</param>
/// <param name="OutputWeights">H.</param>
/// <param name="CurveLoss">Mean log losses of the multiples of the plan's record step so far, from <see cref="CurveStart"/> on.</param>
/// <param name="CurveCorrect">Correct samples recorded so far, from <see cref="CurveStart"/> on.</param>
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
    int? BelowSince) : IResumePoint
{
    /// <summary>Most correct samples so far, where the plan looks at them; else 0.</summary>
    public int BestCorrect { get; init; }

    int IResumePoint.Step => Iteration;

    /// <summary>Recorded points that are left out, the first ones.</summary>
    public int CurveStart { get; init; }

    /// <summary>Points recorded until now, those left out included.</summary>
    public int Points => CurveStart + CurveLoss.Length;

    /// <summary>The points that are here.</summary>
    public CurveSegment Segment => new(CurveStart, CurveLoss, CurveCorrect);

    /// <summary>A compact form for storing, with its version, the plan and a checksum; of a whole checkpoint.</summary>
    public byte[] ToBytes() => CheckpointBytes.Write(this, withCurve: true);

    /// <summary>The same without any point of the curve.</summary>
    public byte[] StateToBytes() => CheckpointBytes.Write(this, withCurve: false);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <param name="table">The table that samples were drawn from, of which the bytes hold the hash alone; null where they have a pattern.</param>
    /// <exception cref="FormatException">The bytes are damaged, or of another version or numerics or table.</exception>
    public static TrainingCheckpoint FromBytes(ReadOnlySpan<byte> bytes, DataTable? table = null) => CheckpointBytes.Read(bytes, withCurve: true, table);

    /// <summary>Puts a whole checkpoint together from what <see cref="StateToBytes"/> wrote and the segments of its curve.</summary>
    /// <param name="table">As <see cref="FromBytes"/> has it.</param>
    /// <exception cref="FormatException">
    /// The bytes are damaged, or of another version or numerics or table, or the segments leave a gap or end early.
    /// </exception>
    public static TrainingCheckpoint FromState(ReadOnlySpan<byte> state, IEnumerable<CurveSegment> curve, DataTable? table = null)
    {
        var checkpoint = CheckpointBytes.Read(state, withCurve: false, table);
        var whole = CurveSegment.Join(curve, PointsAfter(checkpoint.Plan, checkpoint.Iteration), checkpoint.Plan.Point.Samples);
        return checkpoint with { CurveStart = 0, CurveLoss = whole.Loss, CurveCorrect = whole.Correct };
    }

    /// <summary>Finds out whether a run of <paramref name="plan"/> can go on from here: how long it was to be when it was here makes no difference.</summary>
    /// <exception cref="ArgumentException">It belongs to another plan, or does not hold what a run of it has.</exception>
    public void RequireFit(TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Plan with { Point = Plan.Point with { Iterations = plan.Point.Iterations } } != plan)
            throw new ArgumentException($"The checkpoint of {Plan} cannot go on as {plan}; train it from the start.", nameof(plan));
        var fits = Iteration >= 0 && Iteration <= plan.Point.Iterations
            && HiddenWeights.Length == (plan.Features + 1) * plan.Point.Hidden
            && OutputWeights.Length == plan.Point.Hidden
            && CurveStart == 0
            && CurveLoss.Length == PointsAfter(plan, Iteration)
            && CurveCorrect.Length == CurveLoss.Length;
        if (!fits)
            throw new ArgumentException($"The checkpoint's weights or curve do not fit {plan}; train it from the start.", nameof(plan));
    }

    /// <summary>Points recorded when <paramref name="iteration"/> iterations of the plan are done.</summary>
    internal static int PointsAfter(TrainingPlan plan, int iteration) => iteration == 0 ? 0 : (iteration - 1) / plan.RecordEvery + 1;
}
