namespace Sweep.Core.Scheduling.Runners;

/// <summary>How a started run has ended.</summary>
/// <param name="Seconds">What it took on its slot, where the results of all its trials are on their way to the store; null where not.</param>
/// <param name="Loss">Why it was lost, where it was: the call that ran it failed.</param>
/// <param name="IsShort">True where it had too little memory, although there should have been enough.</param>
public readonly record struct TrialEnd(double? Seconds, string? Loss = null, bool IsShort = false);
