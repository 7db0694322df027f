using Sweep.Core.Notifications;

namespace Sweep.Storage.Model;

/// <summary>A row of <c>notifications</c>: a message to a receiver.</summary>
public sealed class NotificationRow
{
    public Guid Id { get; set; }

    public Guid SweepId { get; set; }

    public required string Event { get; set; }

    public string? Error { get; set; }

    public DateTimeOffset HappenedAt { get; set; }

    public required string Url { get; set; }

    public string? Secret { get; set; }

    public string? Body { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public int? LastStatus { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    internal static NotificationRow Of(
        Guid sweep, NotifyEvent happened, NotifyTarget target, string? error, DateTimeOffset happenedAt, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            SweepId = sweep,
            Event = happened.ToName(),
            Error = error,
            HappenedAt = happenedAt,
            Url = target.Url,
            Secret = target.Secret,
            DueAt = now,
            CreatedAt = now,
        };
}
