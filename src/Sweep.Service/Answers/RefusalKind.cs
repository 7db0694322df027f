namespace Sweep.Service.Answers;

/// <summary>Why something is refused.</summary>
public enum RefusalKind
{
    /// <summary>What was asked is wrong: a spec, an id, a key.</summary>
    Invalid,

    /// <summary>There is no such sweep.</summary>
    NotFound,

    /// <summary>The key belongs to another spec.</summary>
    Conflict,

    /// <summary>The sweep was there a moment ago.</summary>
    Gone,

    /// <summary>The sweep's state, or whoever works on it, does not allow it.</summary>
    NotAllowed,

    /// <summary>The sweep has failed, and the database does not say more.</summary>
    Failed,

    /// <summary>The database holds what Sweep never writes.</summary>
    Damaged,

    /// <summary>Nobody is there who could answer; later there may be.</summary>
    Unavailable,
}
