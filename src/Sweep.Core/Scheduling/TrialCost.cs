using Sweep.Core.Patterns;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Relative work of a trial, in sample-iterations of a perceptron with 4 hidden units. The silo measures how many seconds
/// one unit takes; only the ratios matter.
/// </summary>
public static class TrialCost
{
    /// <summary>Work of one trial, at least 1.</summary>
    public static double Of(PerceptronPoint point, int features = 2) =>
        (double)point.Iterations * point.Samples * HiddenFactor(point.Hidden) * FeatureFactor(features);

    /// <summary>Of samples with k features, about as measured: 1.3 at 8, 3 at 30, 9 at 100, 30 at 300, 85 to 110 at 1,000.</summary>
    public static double FeatureFactor(int features) => (features + 8) / 10.0;

    /// <summary>A hidden unit costs about as much as the output unit with its loss: 4 + 1 make the unit.</summary>
    public static double HiddenFactor(int hidden) => (hidden + 1) / 5.0;
}
