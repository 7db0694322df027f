namespace Sweep.Service.Views;

/// <summary>The trial that reached the target soonest; where none did, the one of the best value of the objective.</summary>
/// <param name="BestObjective">That value.</param>
public sealed record LeadingTrial(long Number, int? ReachedAt, double BestObjective);
