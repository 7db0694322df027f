namespace Sweep.Storage.Sqlite;

/// <summary>How a file stands.</summary>
/// <param name="Length">In bytes; null where there is no such file.</param>
/// <param name="Written">When it was written last.</param>
internal readonly record struct SqliteMark(long? Length, DateTime Written)
{
    public bool Exists => Length is not null;

    public static SqliteMark Of(string path)
    {
        var file = new FileInfo(path);
        try
        {
            return file.Exists ? new SqliteMark(file.Length, file.LastWriteTimeUtc) : default;
        }
        catch (FileNotFoundException)
        {
            return default;
        }
    }
}
