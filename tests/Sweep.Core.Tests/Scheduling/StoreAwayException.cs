namespace Sweep.Core.Tests.Scheduling;

/// <summary>The store does not answer.</summary>
internal sealed class StoreAwayException : Exception;
