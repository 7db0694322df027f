namespace Sweep.Core.Trainers;

/// <summary>What follows from a trainer that did not do what it was asked for.</summary>
public enum TrainerFailure
{
    /// <summary>Tried again, as often as the trainer's attempts allow; then the trial is failed.</summary>
    Retry,

    /// <summary>The trial is failed at once: to try again would be the same.</summary>
    Final,

    /// <summary>Tried again, on another silo where there is one, and not counted as an attempt.</summary>
    Elsewhere,
}
