namespace Sweep.Client.Export;

/// <summary>The exporter of each format.</summary>
public static class Exporters
{
    /// <param name="columns">Names of those to write, in this order; null for all.</param>
    public static IExporter For(ExportFormat format, IReadOnlyList<string>? columns = null) => format switch
    {
        ExportFormat.Csv => new CsvExporter(columns),
        ExportFormat.JsonLines => new JsonLinesExporter(columns),
        ExportFormat.Parquet => new ParquetExporter(columns),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "is no export format"),
    };
}
