namespace Sweep.Core.Budgets;

/// <summary>A sweep is to be its first numbers alone.</summary>
/// <param name="Planned">How many.</param>
/// <param name="By">Why.</param>
public readonly record struct PlanCut(long Planned, EndReason By);
