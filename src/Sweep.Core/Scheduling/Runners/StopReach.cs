namespace Sweep.Core.Scheduling.Runners;

/// <summary>Which of a sweep's trials on this silo are to end without a result.</summary>
public enum StopReach
{
    None,

    /// <summary>Those that wait for a slot.</summary>
    Waiting,

    /// <summary>Those too, and those in training that have long to go, once their state is stored.</summary>
    Lengthy,

    /// <summary>All, between two iterations.</summary>
    All,
}
