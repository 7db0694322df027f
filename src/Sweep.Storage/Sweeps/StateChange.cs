using Sweep.Core.Sweeps;

namespace Sweep.Storage.Sweeps;

/// <summary>What became of a change of state.</summary>
/// <param name="Changed">True where the state was moved (not where it was there already).</param>
/// <param name="Sweep">The sweep as it is now; null where there is none of that id.</param>
/// <param name="From">The state before.</param>
public sealed record StateChange(bool Changed, SweepRecord? Sweep, SweepState? From);
