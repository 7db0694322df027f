namespace Sweep.Grains.Notifications;

/// <summary>A receiver is not called, for reasons of this silo's.</summary>
internal sealed class ReceiverRefusedException(string message) : IOException(message);
