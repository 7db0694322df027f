namespace Sweep.Client.Export;

/// <summary>The exporter of each format.</summary>
public static class Exporters
{
    public static IExporter For(ExportFormat format) => format switch
    {
        ExportFormat.Csv => new CsvExporter(),
        ExportFormat.JsonLines => new JsonLinesExporter(),
        ExportFormat.Parquet => new ParquetExporter(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "is no export format"),
    };
}
