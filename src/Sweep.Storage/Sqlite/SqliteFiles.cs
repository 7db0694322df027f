namespace Sweep.Storage.Sqlite;

/// <summary>
/// The files that a connection holds open: the database, its write-ahead log and the log's index. SQLite goes on with them after their
/// names were taken away or given to other files, and reports success of what nobody will ever read.
/// </summary>
/// <param name="path">As its user named it, for messages.</param>
/// <param name="real">As SQLite opened it, links followed: its log lies beside that.</param>
internal sealed class SqliteFiles(string path, string real)
{
    private readonly FileIdentity? _database = FileIdentity.Of(path);
    private FileIdentity? _log;
    private FileIdentity? _index;

    /// <summary>Why what was written through the connection is not where its user looks for it; null where it is.</summary>
    /// <remarks>After use: log and index are opened by the first transaction, and stay as long as any connection lives.</remarks>
    public string? Loss() => LossOfDatabase() ?? LossOf(real + "-wal", ref _log) ?? LossOf(real + "-shm", ref _index);

    /// <summary>As <see cref="Loss"/>, of the database itself alone.</summary>
    public string? LossOfDatabase()
    {
        if (FileIdentity.Of(path, _database) is not { } present)
            return "the file is gone: it was deleted or moved while it was in use; put it back with its -wal file, then resume, or start the sweep again";
        return present == _database
            ? null
            : "another file has taken its place while it was in use; put the former back with its -wal file, then resume, or start the sweep again";
    }

    private static string? LossOf(string part, ref FileIdentity? known)
    {
        var present = FileIdentity.Of(part, known);
        if (known is null)
            known = present;
        return known == present
            ? null
            : $"{Path.GetFileName(part)}, a part of it, was deleted, moved or replaced while it was in use; leave it to SQLite, then resume: what is missing runs again";
    }
}
