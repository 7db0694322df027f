namespace Sweep.Core.Trainers.Protocol;

/// <summary>Where a curve comes to its target, and from where it stays there.</summary>
internal static class Crossings
{
    /// <summary>First step at or better than the target, and first from which that is so to the end; null if none.</summary>
    public static (int? ReachedAt, int? ConvergedAt) Of(MetricCurve curve, Objective objective, double target)
    {
        int? reached = null;
        int? converged = null;
        for (var k = 0; k < curve.Count; k++)
        {
            if (!objective.IsReached(curve.Values[k], target))
            {
                converged = null;
                continue;
            }

            reached ??= curve.Steps[k];
            converged ??= curve.Steps[k];
        }

        return (reached, converged);
    }
}
