namespace Sweep.Core.Scheduling;

/// <summary>Trials that are looked for in other sweeps at once.</summary>
/// <param name="Numbers">All of them.</param>
/// <param name="Places">Where each may be, in the order in which they are looked into; none for some.</param>
public readonly record struct ReuseBatch(IReadOnlyList<long> Numbers, IReadOnlyList<ReusableTrial> Places);
