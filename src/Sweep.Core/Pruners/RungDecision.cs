namespace Sweep.Core.Pruners;

/// <summary>What becomes of a trial at a rung.</summary>
public enum RungDecision
{
    /// <summary>It goes on.</summary>
    Kept,

    /// <summary>It ends there, as <c>pruned</c>.</summary>
    Pruned,

    /// <summary>It ends there, as <c>completed</c>: it has shown what it was to show.</summary>
    Completed,
}
