namespace Sweep.Core.Scheduling;

/// <summary>Why an attempt ended without a result. Draining is none: what was not finished is given back.</summary>
public enum LossCause
{
    /// <summary>Its silo died.</summary>
    SiloLost,

    /// <summary>Its silo stopped answering, though its process may live: it hangs or is cut off.</summary>
    SiloHung,

    /// <summary>The silo lives, but the trial is not on it any more.</summary>
    TrialLost,
}
