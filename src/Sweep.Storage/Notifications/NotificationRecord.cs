using Sweep.Core.Notifications;

namespace Sweep.Storage.Notifications;

/// <summary>A row of <c>notifications</c>: a message to one receiver.</summary>
/// <param name="Id">The same for each attempt, and for the receiver what tells a repetition.</param>
/// <param name="Error">Why the sweep failed; null otherwise.</param>
/// <param name="HappenedAt">When it ended, or had its last progress before it stalled.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Secret">Name of the secret by which it is signed; null where it is not.</param>
/// <param name="Body">What is sent; null before the first attempt.</param>
/// <param name="Attempts">Those begun.</param>
/// <param name="DueAt">When it is tried again, or when whoever tries it now is taken for lost; null where it is over.</param>
/// <param name="LastStatus">HTTP status of the last answer; null where there was none.</param>
/// <param name="LastError">What went wrong last; null where nothing did.</param>
/// <param name="DeliveredAt">When its receiver took it; null where that is not so.</param>
public sealed record NotificationRecord(
    Guid Id,
    Guid SweepId,
    NotifyEvent Event,
    string? Error,
    DateTimeOffset HappenedAt,
    string Url,
    string? Secret,
    string? Body,
    int Attempts,
    DateTimeOffset? DueAt,
    int? LastStatus,
    string? LastError,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset CreatedAt)
{
    /// <summary>Nobody tries any more, and its receiver never took it.</summary>
    public bool IsGivenUp => DueAt is null && DeliveredAt is null;
}
