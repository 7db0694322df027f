using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Leasing;

/// <summary>What became of taking a sweep up.</summary>
/// <param name="Acquired">True where this process works on it now.</param>
/// <param name="Sweep">The sweep as it is; null where there is none.</param>
/// <param name="Owner">Who owns it otherwise, in words: "process 4242 on box".</param>
/// <param name="OwnerUntil">When that ownership ends unless it is renewed.</param>
/// <param name="Refusal">Why this program cannot compute it; null where it can.</param>
public sealed record TakeUpResult(bool Acquired, SweepRecord? Sweep, string? Owner, DateTimeOffset? OwnerUntil, string? Refusal);
