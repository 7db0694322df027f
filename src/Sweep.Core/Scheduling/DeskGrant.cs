namespace Sweep.Core.Scheduling;

/// <summary>What a silo is to get for its pull.</summary>
/// <param name="Batches">One lease each; they stay free until <see cref="LeaseDesk.Granted"/>.</param>
/// <param name="Places">Of a limited sweep: the places that it has with this work; null where the sweep is not limited.</param>
/// <param name="IdlePlaces">The places that it keeps without new work: no more than it has work for.</param>
public readonly record struct DeskGrant(IReadOnlyList<TrialBatch> Batches, int? Places, int? IdlePlaces);
