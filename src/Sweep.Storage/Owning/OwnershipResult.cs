using Sweep.Storage.Sweeps;

namespace Sweep.Storage.Owning;

/// <summary>What became of taking ownership.</summary>
/// <param name="Acquired">True where this owner holds it now.</param>
/// <param name="Sweep">The sweep as it is now, its owner and epoch among it; null where there is none.</param>
public sealed record OwnershipResult(bool Acquired, SweepRecord? Sweep);
