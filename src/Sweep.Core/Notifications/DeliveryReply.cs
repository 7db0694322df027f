namespace Sweep.Core.Notifications;

/// <summary>What came of one attempt to deliver a notification.</summary>
/// <param name="Status">The receiver's HTTP status; null where there was no answer.</param>
/// <param name="Error">Why there was none, or none was asked for; null where there was.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone; null where it does not.</param>
public sealed record DeliveryReply(int? Status, string? Error = null, TimeSpan? RetryAfter = null)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>What went wrong, in a few words; null where nothing did.</summary>
    public string? Trouble => IsSuccess ? null : Error ?? $"it answered {Status}";
}
