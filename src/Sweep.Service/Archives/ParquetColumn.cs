using Parquet;
using Parquet.Schema;

namespace Sweep.Service.Archives;

/// <summary>A column of a Parquet file: gathers the values of a row group, and reads those of one.</summary>
/// <param name="name">Its name.</param>
internal abstract class ParquetColumn(string name)
{
    public string Name => name;

    /// <summary>As the schema of a new file has it.</summary>
    public abstract Field Field { get; }

    public abstract void Add(object? value);

    /// <summary>Writes what was added, and begins anew.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation);

    /// <summary>The values of a row group, a row each.</summary>
    /// <param name="field">The column as the file has it.</param>
    public abstract Task<object?[]> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation);
}
