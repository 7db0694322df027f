namespace Sweep.Storage.Archives;

/// <summary>Whether restoring a sweep may begin.</summary>
public enum RestoreStart
{
    /// <summary>It has begun: the sweep has a row, which nobody sees yet.</summary>
    Begun,

    /// <summary>The sweep is there.</summary>
    IsThere,

    /// <summary>Somebody else restores it, or was killed less than a minute ago.</summary>
    IsHeld,

    /// <summary>Rows of it are left, of a deletion or of a restoring that was stopped: they are to be deleted first.</summary>
    IsLeftOver,
}
