namespace Sweep.Storage.Sqlite;

/// <summary>Lengths and times of a database's files; what is missing has neither. Whoever writes to the database changes them.</summary>
internal readonly record struct SqliteMarks(SqliteMark Database, SqliteMark Log, SqliteMark Index, SqliteMark Journal)
{
    public static SqliteMarks Of(string path)
    {
        var marks = Names(path).Select(SqliteMark.Of).ToArray();
        return new SqliteMarks(marks[0], marks[1], marks[2], marks[3]);
    }

    /// <summary>The file, its write-ahead log, the log's index in shared memory, and the journal of a database that has no such log.</summary>
    public static string[] Names(string path) => [path, path + "-wal", path + "-shm", path + "-journal"];
}
