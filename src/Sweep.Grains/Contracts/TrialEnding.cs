namespace Sweep.Grains.Contracts;

/// <summary>How a run left the slot.</summary>
/// <param name="HasResult">True where all its results (or failures) went to the writer; false where it was stopped.</param>
/// <param name="Seconds">Wall seconds on the slot.</param>
/// <param name="Shortage">What ran out of memory, where that is why it has no result; null else.</param>
/// <param name="Share">The part of the run that was trained, 1 but where it was stopped early.</param>
[GenerateSerializer, Immutable, Alias("sweep.trial-ending")]
public sealed record TrialEnding(
    [property: Id(0)] bool HasResult,
    [property: Id(1)] double Seconds,
    [property: Id(2)] string? Shortage = null,
    [property: Id(3)] double Share = 1);
