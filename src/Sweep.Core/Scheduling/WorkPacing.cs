namespace Sweep.Core.Scheduling;

/// <summary>How much work a silo asks for and keeps in flight, from what trials have taken so far.</summary>
public static class WorkPacing
{
    /// <summary>Trials in one lease at most: bounds the lease's row and what one lost silo repeats.</summary>
    public const int MostTrialsALease = 5_000;

    /// <summary>Work of one lease of a small cluster, in seconds of one slot: see <see cref="ClusterPace"/>.</summary>
    public const double LeaseSeconds = 1.0;

    /// <summary>Work that should wait in line behind each slot, in seconds: hides the way to the grain and back.</summary>
    public const double AheadSeconds = 0.4;

    /// <summary>Trials in flight at most, however short they are.</summary>
    public const int MostInFlight = 256;

    /// <summary>Seconds a cost unit that are assumed before any trial has been measured.</summary>
    public const double FirstSecondsPerCost = 5e-9;

    /// <summary>A trial that takes longer needs none ahead of it: the moment between two is nothing beside it, and others may be idle.</summary>
    public const double LongTrialSeconds = 1.0;

    /// <summary>The smallest batch that is worth its lease, in seconds of one slot.</summary>
    public const double LeastLeaseSeconds = 0.05;

    /// <summary>True where another trial should be started now, so that no slot runs dry between two of them.</summary>
    /// <param name="slots">Compute slots of the silo.</param>
    /// <param name="inFlight">Trials started and not ended.</param>
    /// <param name="inFlightSeconds">How long they take, about, on one slot: short trials need more of them ahead than long ones.</param>
    public static bool ShouldStart(int slots, int inFlight, double inFlightSeconds) =>
        inFlight < MostInFlight
        && (inFlight < slots || inFlightSeconds < slots * AheadSeconds || (inFlight == slots && inFlightSeconds < slots * LongTrialSeconds));

    /// <summary>True where a trial is so long that none should be leased to wait behind it: see <see cref="LongTrialSeconds"/>.</summary>
    public static bool IsLong(double seconds) => seconds >= LongTrialSeconds;

    /// <summary>Cost to ask for in one lease.</summary>
    public static double LeaseCost(int slots, double secondsPerCost, double leaseSeconds = LeaseSeconds) => leaseSeconds * slots / secondsPerCost;

    /// <summary>
    /// Cost to grant of what a silo asks for: near the end ever less (half of what would be its part of the rest), so that all
    /// silos finish together.
    /// </summary>
    /// <param name="asked">Cost asked for.</param>
    /// <param name="share">Its part of the cost of what is not leased yet, by slots.</param>
    /// <param name="slots">Slots of the silo.</param>
    /// <param name="secondsPerCost">The silo's measure; 0 where it has none.</param>
    public static double GrantCost(double asked, double share, int slots, double secondsPerCost)
    {
        var least = secondsPerCost > 0 ? LeastLeaseSeconds * slots / secondsPerCost : 0;
        return Math.Min(asked, Math.Max(least, share / 2));
    }

    /// <summary>True where so little work waits that the next lease should be asked for now.</summary>
    public static bool ShouldPull(int slots, double waitingCost, double secondsPerCost, double leaseSeconds = LeaseSeconds) =>
        waitingCost * secondsPerCost < leaseSeconds * slots / 2;

    /// <summary>
    /// True where finished trials should be committed without waiting for more: the rest that is leased is so little that the commits
    /// after this one are small, and at the end nothing but a small one is left to wait for while slots are idle.
    /// </summary>
    /// <param name="gathered">Finished trials that wait for their commit.</param>
    /// <param name="leased">Leased trials whose results are not committed, those included.</param>
    public static bool ShouldCommit(int gathered, long leased) => gathered > 0 && leased - gathered <= gathered / 4;

    /// <summary>How long a silo starts nothing after so many trials in a row that were lost there.</summary>
    public static TimeSpan PauseAfter(int lost) => lost == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(8, 0.25 * (1 << Math.Min(lost - 1, 16))));

    /// <summary>The new estimate of a moving mean after <paramref name="sample"/>.</summary>
    public static double Smooth(double mean, double sample) => mean <= 0 ? sample : mean + 0.1 * (sample - mean);
}
