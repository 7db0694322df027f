using Sweep.Core.Notifications;

namespace Sweep.Storage.Notifications;

/// <summary>What came of an attempt.</summary>
/// <param name="Id">The notification.</param>
/// <param name="Attempt">The attempt; where another was begun since, this one's report is of no use.</param>
/// <param name="Body">What was sent; null where it did not come to that.</param>
/// <param name="Reply">The receiver's.</param>
/// <param name="Decision">What becomes of it.</param>
public sealed record DeliveryReport(Guid Id, int Attempt, string? Body, DeliveryReply Reply, DeliveryDecision Decision);
