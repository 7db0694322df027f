using Parquet;
using Parquet.Schema;

namespace Sweep.Client.Export;

/// <summary>A column's values of the row group that is being gathered.</summary>
internal abstract class ColumnBuffer<TRow>(DataField field)
{
    public DataField Field { get; } = field;

    public abstract void Add(TRow row);

    /// <summary>Writes what was added to a row group, and is empty again.</summary>
    public abstract Task FlushAsync(ParquetRowGroupWriter group, CancellationToken cancellation);
}
