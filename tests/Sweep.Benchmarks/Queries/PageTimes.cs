namespace Sweep.Benchmarks.Queries;

/// <summary>How long an address took, in milliseconds.</summary>
internal sealed class PageTimes
{
    /// <summary>What nineteen of twenty did not exceed.</summary>
    public required double P95 { get; init; }

    /// <summary>The first that a server was asked; null where that was not measured.</summary>
    public double? Fresh { get; set; }

    /// <summary>What nineteen of twenty times in a browser did not exceed; null where that was not measured.</summary>
    public double? Drawn { get; set; }

    /// <summary>Says the first, the median and the 95th percentile of all but the first.</summary>
    public static double Say(string name, double[] times, string more)
    {
        var later = times[1..];
        Array.Sort(later);
        var p95 = later[(int)Math.Ceiling(0.95 * later.Length) - 1];
        Console.WriteLine(FormattableString.Invariant($"{name,-52}{times[0],9:N1}{later[later.Length / 2],9:N1}{p95,9:N1}{more,9}"));
        return p95;
    }
}
