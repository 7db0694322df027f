using Sweep.Core.Trainers;

namespace Sweep.Core.Pruners;

/// <summary>What a trial shows at a rung, from the result that it would have if it ended there.</summary>
public static class RungValues
{
    /// <param name="result">At the rung.</param>
    /// <param name="objective">The sweep's.</param>
    /// <param name="withMean">Whether the mean is asked for, which looks at every recorded value; NaN elsewhere.</param>
    public static RungValue Of(TrialResult result, Objective objective, bool withMean)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(objective);
        return new RungValue(result.FinalObjective ?? double.NaN, result.BestObjective ?? double.NaN, withMean ? MeanOf(result, objective) : double.NaN);
    }

    private static double MeanOf(TrialResult result, Objective objective)
    {
        var sum = 0.0;
        if (result.Curve is { } curve)
        {
            var isLoss = objective.Metric == Objective.Loss.Metric;
            for (var k = 0; k < curve.Count; k++)
                sum += isLoss ? curve.LossAt(k) : curve.AccuracyAt(k);
            return sum / curve.Count;
        }

        if (result.Metrics.FirstOrDefault(metric => metric.Metric == objective.Metric) is not { Count: > 0 } reported)
            return double.NaN;
        foreach (var value in reported.Values)
            sum += value;
        return sum / reported.Count;
    }
}
