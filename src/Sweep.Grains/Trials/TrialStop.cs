namespace Sweep.Grains.Trials;

/// <summary>Which trials are asked to end without a result.</summary>
public enum TrialStop
{
    /// <summary>Those that wait for a slot.</summary>
    Waiting,

    /// <summary>Those too, and those in training that have long to go, once their state is stored.</summary>
    Lengthy,

    /// <summary>All, between two iterations; nothing is stored.</summary>
    All,
}
