using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Relative work of a trial, in sample-iterations of a perceptron with 4 hidden units. The silo measures how many seconds
/// one unit takes; only the ratios matter.
/// </summary>
public static class TrialCost
{
    /// <summary>Work of one trial, at least 1.</summary>
    public static double Of(TrialPoint point) => (double)point.Iterations * point.Samples * HiddenFactor(point.Hidden);

    /// <summary>A hidden unit costs about as much as the output unit with its loss: 4 + 1 make the unit.</summary>
    public static double HiddenFactor(int hidden) => (hidden + 1) / 5.0;
}
