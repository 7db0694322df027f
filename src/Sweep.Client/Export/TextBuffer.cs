using Parquet;
using Parquet.Schema;

namespace Sweep.Client.Export;

internal sealed class TextBuffer<TRow>(DataField field, Func<TRow, string?> value) : ColumnBuffer<TRow>(field)
{
    private readonly List<string?> _values = [];

    public override void Add(TRow row) => _values.Add(value(row));

    public override async Task FlushAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await group.WriteAsync(Field, _values!);
        _values.Clear();
    }
}
