namespace Sweep.Client.Plots;

/// <summary>Thins a long curve to what a picture can show.</summary>
internal static class CurvePoints
{
    /// <summary>
    /// Indices to draw, ascending: all where there are at most <paramref name="most"/>; else the first, the last, and the lowest and
    /// the highest of each of so many equal stretches that no peak or dip is lost.
    /// </summary>
    /// <param name="count">Points of the curve.</param>
    /// <param name="value">The value of a point.</param>
    /// <param name="most">At least 4.</param>
    public static List<int> Thin(int count, Func<int, double> value, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 4);
        if (count <= most)
            return [.. Enumerable.Range(0, count)];
        var kept = new List<int>(most) { 0 };
        var stretches = (most - 2) / 2;
        for (var s = 0; s < stretches; s++)
        {
            var start = 1 + (int)((long)(count - 2) * s / stretches);
            var end = 1 + (int)((long)(count - 2) * (s + 1) / stretches);
            var (low, high) = (start, start);
            for (var i = start + 1; i < end; i++)
            {
                if (value(i) < value(low))
                    low = i;
                if (value(i) > value(high))
                    high = i;
            }
            kept.Add(Math.Min(low, high));
            if (low != high)
                kept.Add(Math.Max(low, high));
        }
        kept.Add(count - 1);
        return kept;
    }
}
