namespace Sweep.Grains.Contracts;

/// <summary>A silo tells what its trials show at rungs where they wait for what is decided about them; arrays of equal length.</summary>
/// <param name="Numbers">The trials.</param>
/// <param name="Rungs">The rung of each, 0-based.</param>
/// <param name="Last">The last value of the objective of each; NaN where it is no finite number.</param>
/// <param name="Best">The best value of each.</param>
/// <param name="Mean">The mean of the recorded values of each; NaN where the pruner does not look at it.</param>
[GenerateSerializer, Immutable, Alias("sweep.rung-report")]
public sealed record RungReport(
    [property: Id(0)] long[] Numbers,
    [property: Id(1)] int[] Rungs,
    [property: Id(2)] double[] Last,
    [property: Id(3)] double[] Best,
    [property: Id(4)] double[] Mean);
