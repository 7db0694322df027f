namespace Sweep.Web.Charts;

/// <summary>All runs with two values of two parameters.</summary>
/// <param name="Trials">Runs that count.</param>
/// <param name="Reached">Of them, how many reached the target.</param>
/// <param name="Value">What is shown; NaN where there is none.</param>
/// <param name="Shade">0, the worst, to 8, the best of the heat maps; -1 where there is no value.</param>
public readonly record struct HeatCell(long Trials, long Reached, double Value, int Shade);
