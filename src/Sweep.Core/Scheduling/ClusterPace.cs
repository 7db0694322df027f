namespace Sweep.Core.Scheduling;

/// <summary>
/// How often the silos of a sweep talk to its owner and to the store. Many of them do so less often, and get and bring more at once: what all of them ask
/// of the owner and of the store grows no more with their number, up to the limits that stand here.
/// </summary>
/// <param name="Heartbeat">An owner hears of a silo so often at least.</param>
/// <param name="LeaseSeconds">Work of one lease, in seconds of one slot.</param>
/// <param name="BatchDelay">How long the first result of a commit waits for others while any trial is in training.</param>
public readonly record struct ClusterPace(TimeSpan Heartbeat, double LeaseSeconds, TimeSpan BatchDelay)
{
    /// <summary>Up to so many silos all is at its quickest.</summary>
    public const int FewSilos = 50;

    /// <summary>So many times as long at most, from <see cref="FewSilos"/> times as many silos on.</summary>
    public const double Slowest = 10;

    private static readonly TimeSpan Quickest = TimeSpan.FromMilliseconds(500);

    /// <summary>So many times as long as where there are few.</summary>
    public double Factor => Heartbeat / Quickest;

    /// <param name="silos">That work on the sweep.</param>
    public static ClusterPace Of(int silos)
    {
        var factor = Math.Clamp((double)silos / FewSilos, 1, Slowest);
        return new ClusterPace(Quickest * factor, WorkPacing.LeaseSeconds * factor, Quickest * factor);
    }
}
