namespace Sweep.Storage.Faults;

/// <summary>Whose trouble a refusal of the database is.</summary>
internal enum StoreFault
{
    /// <summary>The database's, or of the way to it, until somebody sees to it: a full disk, a missing right, a table that is gone.</summary>
    Lasting,

    /// <summary>The same work may succeed later: a lock, a lost connection, a server that restarts.</summary>
    Passing,

    /// <summary>That of a row which was to be written: a constraint, a trigger or a type does not take it, and others beside it may be taken.</summary>
    Row,
}
