namespace Sweep.Core.Scheduling.Runners;

/// <summary>How a started run has ended.</summary>
/// <param name="Seconds">What it took on its slot, where the results of all its trials are on their way to the store; null where not.</param>
/// <param name="Loss">Why it was lost, where it was: the call that ran it failed.</param>
/// <param name="IsShort">True where it had too little memory, although there should have been enough.</param>
/// <param name="Share">The part of the run that was trained, 1 but where it was stopped early.</param>
public readonly record struct TrialEnd(double? Seconds, string? Loss = null, bool IsShort = false, double Share = 1);
