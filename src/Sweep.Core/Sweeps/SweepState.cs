namespace Sweep.Core.Sweeps;

/// <summary>States of a sweep; the last three are final but for <see cref="Failed"/>, which resuming reopens.</summary>
public enum SweepState
{
    Running,
    Paused,
    Completed,
    Failed,
    Cancelled,
}
