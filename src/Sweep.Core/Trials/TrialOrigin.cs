namespace Sweep.Core.Trials;

/// <summary>How a trial's result came about. Sums of what was trained are over <see cref="Trained"/> alone.</summary>
public enum TrialOrigin
{
    /// <summary>By a training of its own; a failed trial's too.</summary>
    Trained,

    /// <summary>On the way of a longer trial that is the same but for its iterations.</summary>
    Prefix,

    /// <summary>Copied from another sweep that has a trial of the same content.</summary>
    Reused,
}
