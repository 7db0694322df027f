namespace Sweep.Service.Views;

/// <summary>How many points a constraint leaves out.</summary>
/// <param name="Constraint">As the canonical form has it.</param>
/// <param name="Points">How many.</param>
public sealed record LeftOutByView(string Constraint, long Points);
