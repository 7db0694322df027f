using Sweep.Storage.Faults;

namespace Sweep.Storage.Sqlite;

/// <summary>Refuses, before SQLite sees it, what cannot be a database of Sweep, in words that say what to do.</summary>
/// <remarks>
/// The file itself is never opened here: closing any descriptor of a file drops all POSIX locks that the process holds on it,
/// SQLite's own among them, and another process could then delete the write-ahead log under our hands
/// (sqlite.org/howtocorrupt.html, section 2.2). What is inside is SQLite's to judge.
/// </remarks>
internal static class SqliteFile
{
    private const int SmallestPage = 512;

    /// <param name="path">Full path of the file.</param>
    /// <param name="create">Whether the file may be missing.</param>
    /// <exception cref="StoreException">The path cannot be used.</exception>
    public static void Check(string path, bool create)
    {
        if (Directory.Exists(path))
            throw Refuse(path, $"is a folder; the database is a file: name one in it, such as {Path.Combine(path, "sweep.db")}");
        var folder = Path.GetDirectoryName(path);
        if (folder is not null && !Directory.Exists(folder))
            throw Refuse(path, $"the folder {folder} does not exist: create it, or name a file elsewhere");
        var file = new FileInfo(path);

        // The length of a link is that of its text.
        if (file.LinkTarget is not null)
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        if (!create && !file.Exists)
            throw Refuse(path, "there is no such file: name the database of an earlier run, or start a sweep on it");

        // SQLite would take a file shorter than its smallest page for an empty one, and write over it.
        if (file is { Exists: true, Length: > 0 and < SmallestPage })
            throw Refuse(path, "file is not a database: name a SQLite file, or one that does not exist yet");
    }

    private static StoreException Refuse(string path, string why) => new($"{path}: {why}", false, null);
}
