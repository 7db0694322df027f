namespace Sweep.Service.Tables;

/// <summary>Reads data sets as people have them.</summary>
public static class TableReader
{
    /// <summary>The table; null where something is wrong, which <paramref name="problems"/> then say: all of it.</summary>
    /// <param name="file">Read to its end; of <see cref="TableFormat.Parquet"/> it must seek.</param>
    /// <param name="format">What it is.</param>
    /// <param name="choice">What of it is wanted.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">It cannot be read at all.</exception>
    public static async Task<ReadTable?> ReadAsync(Stream file, TableFormat format, TableChoice choice, TableProblems problems, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(problems);
        var table = format == TableFormat.Csv
            ? await CsvTable.ReadAsync(file, choice, problems, cancellation)
            : await ParquetTable.ReadAsync(file, choice, problems, cancellation);
        return problems.Count == 0 ? table : null;
    }
}
