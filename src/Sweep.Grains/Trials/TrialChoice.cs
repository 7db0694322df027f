using Sweep.Core.Scheduling.Runners;

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

    /// <summary>Whether it is kept.</summary>
    /// <param name="number">The trial.</param>
    /// <param name="seconds">What it took.</param>
    /// <param name="usual">What it should have taken; null where nothing is known.</param>
    /// <param name="failed">It failed.</param>
    public bool Keeps(long number, double seconds, double? usual, bool failed) =>
        failed || number < FirstTrials || seconds > usual * SiloPace.SlowFactor || Random.Shared.NextDouble() < share;
}
