namespace Sweep.Core.Tests.Scheduling;

/// <summary>What may happen next in a <see cref="DeskWorld"/>.</summary>
internal enum DeskStep
{
    Pull,
    Train,
    Check,
    Message,
    GiveBack,
    Lose,
    Checkpoint,
    Die,
    Expel,
    Hang,
    Wait,
    LoseOwner,
    Retry,
    Pause,
    FailStore,
}
