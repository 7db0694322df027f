using Sweep.Core.Scheduling;
using Sweep.Core.Trials;

namespace Sweep.Grains.Trials;

/// <summary>
/// Which trials' spans are kept: all that failed, those far slower than this silo's pace lets expect, the first of each sweep, and a
/// share of the others.
/// </summary>
/// <param name="share">0 to 1.</param>
public sealed class TrialChoice(double share)
{
    /// <summary>Trials of lower numbers are kept, so that the smallest sweep shows something.</summary>
    public const long FirstTrials = 10;

    /// <summary>So many times as long as expected is slow.</summary>
    public const double SlowFactor = 4;

    private double _secondsPerCost;

    /// <summary>Whether it is kept; it counts for what is expected of the next.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="seconds">What it took.</param>
    /// <param name="failed">It failed.</param>
    public bool Keeps(TrialDefinition trial, double seconds, bool failed)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var pace = seconds / TrialCost.Of(trial.Point);

        // Two slots may read the same value; one of them is lost, which a mean of many does not feel.
        var expected = Volatile.Read(ref _secondsPerCost);
        Volatile.Write(ref _secondsPerCost, expected == 0 ? pace : WorkPacing.Smooth(expected, Math.Min(pace, expected * SlowFactor)));
        return failed || trial.Number < FirstTrials || (expected > 0 && pace > expected * SlowFactor) || Random.Shared.NextDouble() < share;
    }
}
