using Sweep.Storage.Faults;

namespace Sweep.Storage.Results;

/// <summary>What the columns of a metric must have to do with each other.</summary>
internal static class MetricShape
{
    /// <summary>What is wrong; null where nothing is.</summary>
    public static RowDamage? Check(Guid sweep, long number, string metric, int[] steps, double[] values)
    {
        RowDamage Damage(string column, string problem) => new("metric_curves", column, sweep, number, FormattableString.Invariant($"of {metric} {problem}"));
        if (number < 0)
            return Damage("number", FormattableString.Invariant($"is {number}, which is less than 0"));
        if (steps.Length != values.Length)
            return Damage("values", FormattableString.Invariant($"has {values.Length} values for {steps.Length} steps"));
        for (var k = 0; k < steps.Length; k++)
        {
            if (steps[k] < 0 || (k > 0 && steps[k] <= steps[k - 1]))
                return Damage("steps", FormattableString.Invariant($"has {steps[k]} at place {k}, and steps ascend from 0 on"));
        }

        return null;
    }
}
