namespace Sweep.Core.Scheduling.Runners;

/// <summary>With what a silo pulls.</summary>
/// <param name="Cost">Work wanted, in units of <see cref="TrialCost"/>; 0 for none.</param>
/// <param name="SecondsPerCost">How long a unit takes here; 0 where nothing was measured.</param>
/// <param name="Places">Of a limited sweep: the places that it keeps.</param>
/// <param name="Wanted">Of a limited sweep: the places that it could use.</param>
/// <param name="Open">Of a limited sweep: trials that are leased to it and not trained yet.</param>
/// <param name="Idle">Runs that could be begun at once, if they were leased.</param>
/// <param name="IsAlone">Whether a run that must be alone is on a slot, or waits for one; not one that waits at a rung.</param>
public readonly record struct PullFigures(
    double Cost, double SecondsPerCost, int Places = 0, int Wanted = 0, long Open = 0, int Idle = 0, bool IsAlone = false);
