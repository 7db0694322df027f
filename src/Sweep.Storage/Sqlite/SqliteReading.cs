namespace Sweep.Storage.Sqlite;

/// <summary>How a database is opened to be read.</summary>
/// <remarks>
/// <para>Readers and writers of a database in write-ahead mode meet in its -shm file, which everybody makes who opens the database and may
/// write its folder, and the last one removes. Who may not make it can still read by it, be it live or left by a process that was killed
/// (SQLite then keeps an index of its own in memory). Where it is missing SQLite refuses; but then nobody has the database open, and it is
/// read without locks: as immutable where there is no log; and where a log was left (by a copy, a restored folder), whose changes immutable
/// would ignore, through the log with its index in memory, which is what exclusive locking mode means, and without SQLite's locks, which a file that may
/// not be written does not give (sqlite.org/wal.html, "Read-Only Databases", "Use of WAL Without Shared-Memory").</para>
/// <para>A writer may come while such a reader reads, and they do not see each other. But a writer makes -shm or a journal before it changes
/// anything, so <see cref="Marks"/> tell: a read without locks counts only if all files stand after it as they stood when they were opened.</para>
/// </remarks>
/// <param name="Source">SQLite's name for the file.</param>
/// <param name="Marks">How the files stood before they were opened; null where locks are taken.</param>
/// <param name="IndexInMemory">Whether the log's index is to be held in memory.</param>
internal sealed record SqliteReading(string Source, SqliteMarks? Marks, bool IndexInMemory)
{
    /// <param name="path">Full path of the file.</param>
    public static SqliteReading Of(string path)
    {
        if (OperatingSystem.IsWindows() || SqliteAccess.WhyReadOnly(path) is null)
            return new SqliteReading(path, null, IndexInMemory: false);
        var marks = SqliteMarks.Of(path);
        if (marks.Journal.Exists || (marks.Log.Exists && marks.Index.Exists))
            return new SqliteReading(Uri(path, "mode=ro"), null, IndexInMemory: false);
        return marks.Log.Length > 0
            ? new SqliteReading(Uri(path, "mode=ro&vfs=unix-none"), marks, IndexInMemory: true)
            : new SqliteReading(Uri(path, "mode=ro&immutable=1"), marks, IndexInMemory: false);
    }

    /// <summary>False where somebody may have written while it was read without locks.</summary>
    public bool Stands(string path) => Marks is not { } marks || marks == SqliteMarks.Of(path);

    private static string Uri(string path, string options) =>
        $"file:{string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString))}?{options}";
}
