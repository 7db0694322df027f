namespace Sweep.Storage.Trials;

/// <summary>How a value of a trial is compared with another.</summary>
public enum TrialComparison
{
    Equal,

    /// <summary>Also where the trial has no value.</summary>
    NotEqual,

    AtLeast,
    AtMost,
    Above,
    Below,
}
