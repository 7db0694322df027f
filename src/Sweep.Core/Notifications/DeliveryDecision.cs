namespace Sweep.Core.Notifications;

/// <summary>What becomes of a notification after an attempt.</summary>
/// <param name="IsDelivered">It is over, and well.</param>
/// <param name="Pause">How long until it is tried again; null where it is over.</param>
public readonly record struct DeliveryDecision(bool IsDelivered, TimeSpan? Pause)
{
    /// <summary>It is over, and its receiver never heard of it.</summary>
    public bool IsGivenUp => !IsDelivered && Pause is null;
}
