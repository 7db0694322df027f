namespace Sweep.Service.Tables;

/// <summary>What a file of data is.</summary>
public enum TableFormat
{
    /// <summary>UTF-8 with a header; commas, semicolons, tabs or bars between values.</summary>
    Csv,

    /// <summary>Columns of numbers and of true and false; the label may be text.</summary>
    Parquet,
}
