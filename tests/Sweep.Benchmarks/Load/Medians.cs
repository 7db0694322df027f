namespace Sweep.Benchmarks.Load;

/// <summary>Middle values.</summary>
internal static class Medians
{
    /// <summary>The mean of the two middle values where their number is even.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
