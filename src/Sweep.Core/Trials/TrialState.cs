namespace Sweep.Core.Trials;

/// <summary>States of a trial. Only completed, pruned and failed trials have rows in the store.</summary>
public enum TrialState
{
    Waiting,
    Running,
    Completed,
    Pruned,
    Failed,
    Cancelled,
}
