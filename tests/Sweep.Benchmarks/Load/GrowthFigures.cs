namespace Sweep.Benchmarks.Load;

/// <summary>Seconds a trial within one long sweep of tiny trials, between commits seen in the store.</summary>
/// <param name="First">From trial 1,000 to 21,000, the program still warming up.</param>
/// <param name="Warm">From trial 20,000 to 40,000.</param>
/// <param name="Last">From trial 90,000 to 110,000.</param>
internal sealed record GrowthFigures(double First, double Warm, double Last)
{
    /// <summary>Against the cheaper of the two beginnings, so that a slow start does not flatter the end.</summary>
    public double Ratio => Last / Math.Min(First, Warm);
}
