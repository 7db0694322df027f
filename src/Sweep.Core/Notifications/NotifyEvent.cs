namespace Sweep.Core.Notifications;

/// <summary>What the receivers of a sweep's notifications may be told of.</summary>
public enum NotifyEvent
{
    Completed,
    Failed,
    Cancelled,

    /// <summary>It runs, and for long nothing of it was committed.</summary>
    Stalled,
}
