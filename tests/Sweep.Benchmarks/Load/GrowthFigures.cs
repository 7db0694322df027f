namespace Sweep.Benchmarks.Load;

/// <summary>Seconds a trial as sweeps grow.</summary>
/// <param name="First">Within the long sweep, from trial 1,000 to 21,000 as commits were seen in the store: the program still warming up.</param>
/// <param name="Warm">From trial 20,000 to 40,000.</param>
/// <param name="Last">The last 20,000.</param>
/// <param name="Whole">The long sweep as a whole: wall seconds by trials.</param>
/// <param name="Thousand">A sweep of 1,000 as a whole, in a process of its own.</param>
internal sealed record GrowthFigures(double First, double Warm, double Last, double Whole, double Thousand)
{
    /// <summary>Against the cheaper of the two beginnings, so that a slow start does not flatter the end.</summary>
    public double WithinSweep => Last / Math.Min(First, Warm);

    /// <summary>What a user of either size sees; a process that has just started makes the thousand dear.</summary>
    public double BetweenSweeps => Whole / Thousand;

    /// <summary>The worse of the two.</summary>
    public double Ratio => Math.Max(WithinSweep, BetweenSweeps);
}
