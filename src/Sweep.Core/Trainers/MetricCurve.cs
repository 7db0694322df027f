namespace Sweep.Core.Trainers;

/// <summary>What a trainer reported of one metric.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Steps">Ascending, at least 0; one a value.</param>
/// <param name="Values">As they were reported, also where they are no finite numbers.</param>
public sealed record MetricCurve(string Metric, int[] Steps, double[] Values)
{
    /// <summary>Characters of a name at most.</summary>
    public const int LongestName = 200;

    public int Count => Values.Length;

    /// <summary>What keeps it from being stored; null where nothing does.</summary>
    internal string? Fault
    {
        get
        {
            if (Metric.Length is 0 or > LongestName || Metric.Any(char.IsControl) || Metric.Any(char.IsSurrogate))
                return $"metric \"{Metric}\": a name has 1 to {LongestName} printable characters";
            if (Steps.Length != Values.Length || Count == 0)
                return $"metric \"{Metric}\" has {Steps.Length} steps and {Count} values: it must have one step a value, and at least one";
            for (var k = 0; k < Count; k++)
            {
                if (Steps[k] < 0 || (k > 0 && Steps[k] <= Steps[k - 1]))
                    return $"metric \"{Metric}\" has step {Steps[k]} at place {k}: steps must be at least 0 and ascend";
            }

            return null;
        }
    }
}
