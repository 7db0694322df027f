namespace Sweep.Storage;

/// <summary>Any part of a store.</summary>
public interface IStore
{
    /// <summary>How people know this store: "sweep.db (SQLite)".</summary>
    string Description { get; }
}
