namespace Sweep.Core.Analysis;

/// <summary>One of the groups of a <see cref="GroupComparison"/>.</summary>
/// <param name="Name">The value that its runs share, or the sweep.</param>
/// <param name="Runs">Runs that count.</param>
/// <param name="Reached">Of them, how many reached the target.</param>
/// <param name="Expected">How many would have, if all groups were alike.</param>
/// <param name="MedianIterations">Kaplan–Meier median of steps to the target; null if not reached.</param>
/// <param name="MedianLow">Lower end of its 95 % confidence interval; null where there is none.</param>
/// <param name="MedianHigh">Upper end of it; null where it has none.</param>
/// <param name="RestrictedMean">Mean steps to the target within the common horizon.</param>
public sealed record ComparedGroup(
    string Name, long Runs, long Reached, double Expected, int? MedianIterations, int? MedianLow, int? MedianHigh, RestrictedMean RestrictedMean);
