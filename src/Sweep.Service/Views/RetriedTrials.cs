namespace Sweep.Service.Views;

/// <summary>Failed trials that run again.</summary>
/// <param name="Retried">How many.</param>
public sealed record RetriedTrials(Guid SweepId, long Retried);
