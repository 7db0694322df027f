namespace Sweep.Storage.Trials;

/// <summary>What became of one trial in a commit.</summary>
public enum CommitOutcome
{
    /// <summary>Its row is in the store.</summary>
    Committed,

    /// <summary>Another commit was first; the store keeps that one, which has the same bits.</summary>
    Duplicate,

    /// <summary>Its sweep is cancelled or gone, or has ended before this number.</summary>
    Refused,

    /// <summary>The lease under which a client trained it is over.</summary>
    Fenced,
}
