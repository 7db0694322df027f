namespace Sweep.Grains.Telemetry;

/// <summary>What led to an attempt at a trial: traceparents of W3C, null where there is none.</summary>
/// <param name="Submit">The sweep's submission.</param>
/// <param name="Lease">The granting of its lease.</param>
/// <param name="EarlierAttempt">The attempt before it, which gave no result.</param>
internal sealed record AttemptLinks(string? Submit, string? Lease, string? EarlierAttempt);
