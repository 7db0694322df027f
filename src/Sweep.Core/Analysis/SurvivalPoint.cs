namespace Sweep.Core.Analysis;

/// <summary>The estimated share of runs that reach the target by an iteration, from there to the next point.</summary>
/// <param name="Iteration">At which some run reached it.</param>
/// <param name="Reached">1 − S(t), 0 to 1.</param>
/// <param name="Low">Lower end of its pointwise 95 % band.</param>
/// <param name="High">Upper end of it.</param>
public readonly record struct SurvivalPoint(int Iteration, double Reached, double Low, double High);
