namespace Sweep.Grains.Contracts;

/// <summary>A client says that it is at its trial still.</summary>
/// <param name="Claim">Its lease.</param>
/// <param name="Number">The trial.</param>
/// <param name="Step">Steps done; null where it does not say.</param>
/// <param name="Value">The last value of the objective; NaN where it has none.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim-report")]
public sealed record ClaimReport(
    [property: Id(0)] Guid Claim, [property: Id(1)] long Number, [property: Id(2)] int? Step, [property: Id(3)] double Value);
