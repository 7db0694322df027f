namespace Sweep.Grains.Notifications;

/// <summary>Where a message goes, and as what.</summary>
/// <param name="Id">The same for each attempt.</param>
/// <param name="Secret">Name of the secret by which it is signed; null where it is not.</param>
internal sealed record NotificationMessage(Guid Id, string Url, string? Secret);
