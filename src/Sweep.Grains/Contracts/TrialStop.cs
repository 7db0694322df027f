namespace Sweep.Grains.Contracts;

/// <summary>Which trials are asked to end without a result.</summary>
[GenerateSerializer, Alias("sweep.trial-stop")]
public enum TrialStop
{
    /// <summary>Those that wait for a slot.</summary>
    Waiting,

    /// <summary>Those too, and those in training that have long to go, once their state is stored.</summary>
    Lengthy,

    /// <summary>All, between two iterations; nothing is stored.</summary>
    All,
}
