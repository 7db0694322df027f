using Sweep.Client.Terminal;

namespace Sweep.Client.Tables;

/// <summary>Reads a file of data, CSV or Parquet by its ending.</summary>
internal static class TableFile
{
    private const string Place = "FILE";

    /// <exception cref="CliException">It cannot be read, or is no data set: every error at once.</exception>
    public static async Task<ReadTable> ReadAsync(string path, TableChoice choice, CancellationToken cancellation)
    {
        var ending = Path.GetExtension(path).ToUpperInvariant();
        if (ending is not (".CSV" or ".PARQUET"))
            throw CliException.Usage(new Problem(Place, path.Length == 0 ? "\"\"" : path, "must end with .csv or .parquet"));
        if (Directory.Exists(path))
            throw CliException.Usage(new Problem(Place, path, "is a folder", "name a file in it"));
        var problems = new TableProblems();
        try
        {
            // Opening a named pipe waits for its writer, and no signal ends that.
            await using var file = await Task.Run(() => File.OpenRead(path), CancellationToken.None).WaitAsync(cancellation);
            var table = ending == ".CSV"
                ? await CsvTable.ReadAsync(file, choice, problems, cancellation)
                : await ParquetTable.ReadAsync(file, choice, problems, cancellation);
            problems.ThrowIfAny(path);
            return table!;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage(new Problem(Place, path, "is no file", "name a .csv or .parquet file"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CliException.Usage(new Problem(Place, path, $"cannot be read: {failure.Message}"));
        }
    }
}
