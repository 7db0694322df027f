namespace Sweep.Core.Constraints;

/// <summary>How many points break a constraint.</summary>
public readonly record struct BrokenBy(Constraint Constraint, long Points);
