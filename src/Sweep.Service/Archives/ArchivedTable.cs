namespace Sweep.Service.Archives;

/// <summary>A table of an archive.</summary>
/// <param name="Name">In SQL.</param>
/// <param name="File">Name of the Parquet file.</param>
/// <param name="Rows">Rows of the sweep.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
internal sealed record ArchivedTable(string Name, string File, long Rows, long Bytes, string Sha256);
