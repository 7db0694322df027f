using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Service.Tables;

namespace Sweep.Client.Tables;

/// <summary>Reads a file of data, CSV or Parquet by its ending.</summary>
internal static class TableFile
{
    private const string Place = "FILE";

    /// <exception cref="CliException">It cannot be read, or is no data set: every error at once.</exception>
    public static async Task<ReadTable> ReadAsync(string path, TableChoice choice, CancellationToken cancellation)
    {
        TableFormat? ending = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => TableFormat.Csv,
            ".PARQUET" => TableFormat.Parquet,
            _ => null,
        };
        if (ending is not { } format)
            throw CliException.Usage(new Problem(Place, path.Length == 0 ? "\"\"" : path, "must end with .csv or .parquet"));
        if (Directory.Exists(path))
            throw CliException.Usage(new Problem(Place, path, "is a folder", "name a file in it"));
        try
        {
            // Opening a named pipe waits for its writer, and no signal ends that.
            await using var file = await Task.Run(() => File.OpenRead(path), CancellationToken.None).WaitAsync(cancellation);
            var problems = new TableProblems();
            return await TableReader.ReadAsync(file, format, choice, problems, cancellation) ?? throw Invalid(path, problems);
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

    private static CliException Invalid(string path, TableProblems problems)
    {
        IEnumerable<string> lines = problems.Told.Select(problem => problem.ToString());
        if (problems.Untold is { } untold)
            lines = lines.Append(untold);
        var count = problems.Count == 1 ? "1 error" : $"{Figures.Count(problems.Count)} errors";
        return new CliException(ExitCodes.Usage, [$"{Printable.Of(path)} is no data set ({count}):", .. lines.Select(line => $"  {line}")]);
    }
}
