namespace Sweep.Core.Scheduling;

/// <summary>What can be told of a silo that holds leases or owns sweeps.</summary>
public enum SiloFate
{
    /// <summary>Nobody can tell: it is of no cluster of ours and of another machine. It is waited for until its time is over.</summary>
    Unknown,

    /// <summary>It lives, as far as its cluster or this machine knows.</summary>
    Alive,

    /// <summary>Its cluster has declared it dead, but its process lives here: it hung, and may go on for a while.</summary>
    Expelled,

    /// <summary>It is dead.</summary>
    Dead,
}
