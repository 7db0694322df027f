namespace Sweep.Core.Analysis;

/// <summary>
/// Quantiles of a sample: linear interpolation between order statistics (R. J. Hyndman, Y. Fan: Sample quantiles in statistical packages, 1996, definition 7).
/// </summary>
public static class Quantiles
{
    /// <param name="ascending">The sample in ascending order, at least one value.</param>
    /// <param name="share">0 for the least, 0.5 for the median, 1 for the greatest.</param>
    public static double Of(ReadOnlySpan<double> ascending, double share)
    {
        var place = share * (ascending.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + (ascending[above] - ascending[below]) * (place - below);
    }
}
