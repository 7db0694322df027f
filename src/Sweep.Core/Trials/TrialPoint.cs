using Sweep.Core.Patterns;

namespace Sweep.Core.Trials;

/// <summary>One point of the search space: what is trained, whatever the seeds.</summary>
/// <param name="Pattern">The region to learn.</param>
/// <param name="LearningRate">Step of gradient descent on the summed loss; finite, greater than 0.</param>
/// <param name="Iterations">Full-batch steps, 1 to 10⁹.</param>
/// <param name="Samples">Points of the data set, 1 to 10⁷.</param>
/// <param name="Hidden">Hidden units, 1 to 256.</param>
public readonly record struct TrialPoint(Pattern Pattern, double LearningRate, int Iterations, int Samples, int Hidden);
