namespace Sweep.Service.Reports;

/// <summary>Picks a few of many, evenly.</summary>
public static class Spread
{
    /// <summary>At most <paramref name="most"/> (at least 2) indices below <paramref name="count"/>, ascending, first and last among them.</summary>
    public static List<int> Over(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(i => (int)Math.Round((double)i * (count - 1) / (most - 1)))];
}
