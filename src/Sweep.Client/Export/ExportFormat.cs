namespace Sweep.Client.Export;

/// <summary>File formats of <c>sweep export</c>.</summary>
public enum ExportFormat
{
    /// <summary>RFC 4180 with a header line, UTF-8; null is an empty field.</summary>
    Csv,

    /// <summary>One JSON object a line, UTF-8.</summary>
    JsonLines,

    /// <summary>Apache Parquet, Zstandard-compressed row groups.</summary>
    Parquet,
}
