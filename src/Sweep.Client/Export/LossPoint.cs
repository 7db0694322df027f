using Sweep.Storage.Results;

namespace Sweep.Client.Export;

/// <summary>A row of <c>loss_points</c>.</summary>
/// <param name="SweepId">As it prints.</param>
internal readonly record struct LossPoint(string SweepId, long Number, int Iteration, float Loss, float Accuracy)
{
    /// <summary>The points of a curve in order, made as they are asked for.</summary>
    public static IEnumerable<LossPoint> Of(CurveRecord curve)
    {
        var id = curve.SweepId.ToString("d");
        for (var k = 0; k < curve.Loss.Length; k++)
            yield return new(id, curve.Number, curve.IterationAt(k), curve.Loss[k], curve.Accuracy[k]);
    }
}
