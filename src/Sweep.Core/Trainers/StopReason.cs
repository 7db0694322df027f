namespace Sweep.Core.Trainers;

/// <summary>Why a trial is asked to stop, as its stop file says it.</summary>
public enum StopReason
{
    /// <summary>Its sweep has ended, or nobody answers for it any more.</summary>
    Cancelled,

    /// <summary>It is not among those that go on.</summary>
    Pruned,

    /// <summary>Its silo ends, or its sweep pauses before it has begun: it goes on later or elsewhere, from its checkpoint where it has one.</summary>
    Drained,

    /// <summary>A limit of its command is over.</summary>
    Limit,
}
