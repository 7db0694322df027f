namespace Sweep.Grains.Storage.Sqlite;

/// <summary>Refuses, before SQLite sees it, what cannot be a database of Sweep, in words that say what to do.</summary>
internal static class SqliteFile
{
    private static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

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
        if (File.Exists(path))
            CheckContent(path);
        else if (!create)
            throw Refuse(path, "there is no such file: name the database of an earlier run, or start a sweep on it");
    }

    private static void CheckContent(string path)
    {
        Span<byte> start = stackalloc byte[Header.Length];
        int read;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"{path}: cannot be opened for reading and writing: {error.Message} (allow this user to, or name another file)", false, error);
        }

        // An empty file is what a process leaves that was killed before its first commit.
        if (read > 0 && !start[..read].SequenceEqual(Header))
            throw Refuse(path, "is not a SQLite database: name a SQLite file, or one that does not exist yet");
    }

    private static StoreException Refuse(string path, string why) => new($"{path}: {why}", false, null);
}
