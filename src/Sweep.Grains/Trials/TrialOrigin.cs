namespace Sweep.Grains.Trials;

/// <summary>Where an attempt comes from, as traceparents; null where there is none.</summary>
/// <param name="Attempt">1-based.</param>
/// <param name="Submit">Of the sweep's submission.</param>
/// <param name="Lease">Of the lease.</param>
/// <param name="Earlier">Of the attempt before.</param>
internal readonly record struct TrialOrigin(Guid Sweep, int Attempt, string? Submit, string? Lease, string? Earlier);
