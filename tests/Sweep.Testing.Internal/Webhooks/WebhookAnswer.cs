namespace Sweep.Testing.Webhooks;

/// <summary>What a <see cref="WebhookReceiver"/> says to a message.</summary>
/// <param name="Header">A header's name and value; null for none.</param>
public sealed record WebhookAnswer(int Status, (string Name, string Value)? Header = null);
