namespace Sweep.Core.Analysis;

/// <summary>All runs of one pattern, learning rate and number of samples.</summary>
/// <param name="MedianIterations">Kaplan–Meier median of iterations to the target; null if not reached.</param>
public readonly record struct MedianCell(
    string Pattern, double LearningRate, int Samples, long Trials, long Reached, int? MedianIterations);
