namespace Sweep.Core.Sweeps;

/// <summary>Which changes of a sweep's state are legal.</summary>
public static class SweepTransitions
{
    /// <summary>True where a sweep in <paramref name="from"/> may go to <paramref name="to"/>; staying is no change.</summary>
    public static bool IsAllowed(SweepState from, SweepState to) => (from, to) switch
    {
        (SweepState.Running, SweepState.Paused or SweepState.Completed or SweepState.Failed or SweepState.Cancelled) => true,
        (SweepState.Paused, SweepState.Running or SweepState.Completed or SweepState.Failed or SweepState.Cancelled) => true,
        (SweepState.Failed, SweepState.Running) => true,
        _ => false,
    };
}
