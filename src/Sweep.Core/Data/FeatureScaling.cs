namespace Sweep.Core.Data;

/// <summary>The arithmetic of <see cref="FeatureScale"/>: IEEE operations one after another in the order of the samples, the same bits everywhere.</summary>
internal static class FeatureScaling
{
    /// <summary>Scales the samples of one feature in place.</summary>
    public static void Apply(FeatureScale scale, Span<double> column)
    {
        switch (scale)
        {
            case FeatureScale.None:
                return;
            case FeatureScale.Minmax:
                Minmax(column);
                return;
            case FeatureScale.Standard:
                Standard(column);
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(scale), scale, $"scale: {(int)scale} must be none, minmax or standard.");
        }
    }

    /// <summary>The largest size of any sample of the feature.</summary>
    public static double Reach(double[] column)
    {
        var reach = 0.0;
        foreach (var value in column)
            reach = Math.Max(reach, Math.Abs(value));
        return reach;
    }

    private static void Minmax(Span<double> column)
    {
        var (least, greatest) = Range(column);
        var width = greatest - least;
        for (var i = 0; i < column.Length; i++)
            column[i] = width == 0 ? 0 : 2 * ((column[i] - least) / width) - 1;
    }

    private static void Standard(Span<double> column)
    {
        var (least, greatest) = Range(column);
        var sum = 0.0;
        foreach (var value in column)
            sum += value;

        // The mean of equal values need not be equal to them.
        var mean = least == greatest ? least : sum / column.Length;
        var squares = 0.0;
        foreach (var value in column)
            squares += (value - mean) * (value - mean);
        var deviation = Math.Sqrt(squares / column.Length);
        for (var i = 0; i < column.Length; i++)
            column[i] = deviation == 0 ? 0 : (column[i] - mean) / deviation;
    }

    private static (double Least, double Greatest) Range(ReadOnlySpan<double> column)
    {
        var (least, greatest) = (column[0], column[0]);
        foreach (var value in column)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }
        return (least, greatest);
    }
}
