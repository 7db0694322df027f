namespace Sweep.Grains.Contracts;

/// <summary>
/// A silo tells what its trials show at rungs where they have come to wait for what is decided about them, and asks for what was decided since it last
/// heard; arrays of equal length.
/// </summary>
/// <param name="Keeper">Who has heard of all others that wait there; empty for nobody, which is told of all.</param>
/// <param name="Known">Of how many decisions the silo has heard from there.</param>
/// <param name="Numbers">The trials.</param>
/// <param name="Rungs">The rung of each, 0-based.</param>
/// <param name="Last">The last value of the objective of each; NaN where it is no finite number.</param>
/// <param name="Best">The best value of each.</param>
/// <param name="Mean">The mean of the recorded values of each; NaN where the pruner does not look at it.</param>
[GenerateSerializer, Immutable, Alias("sweep.rung-report")]
public sealed record RungReport(
    [property: Id(0)] Guid Keeper,
    [property: Id(1)] long Known,
    [property: Id(2)] long[] Numbers,
    [property: Id(3)] int[] Rungs,
    [property: Id(4)] double[] Last,
    [property: Id(5)] double[] Best,
    [property: Id(6)] double[] Mean);
