namespace Sweep.Core.Notifications;

/// <summary>What <see cref="StallDecider"/> says of a sweep.</summary>
/// <param name="LookAgainAt">After now.</param>
public readonly record struct StallDecision(bool IsStalled, DateTimeOffset LookAgainAt);
