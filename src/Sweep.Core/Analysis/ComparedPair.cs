namespace Sweep.Core.Analysis;

/// <summary>The log-rank test of two groups of a <see cref="GroupComparison"/>.</summary>
/// <param name="One">The name of the one that stands first.</param>
/// <param name="Other">The name of the other.</param>
/// <param name="ChiSquare">Of one degree of freedom.</param>
/// <param name="PValue">By itself.</param>
/// <param name="HolmPValue">By S. Holm's correction for the number of pairs.</param>
/// <param name="MeanDifference">Restricted mean of the other less that of the one.</param>
public sealed record ComparedPair(string One, string Other, double ChiSquare, double PValue, double HolmPValue, double MeanDifference);
