using Parquet;
using Parquet.Schema;

namespace Sweep.Client.Export;

/// <summary>Values that may be null.</summary>
internal sealed class NullableBuffer<TRow, T>(DataField field, Func<TRow, T?> value) : ColumnBuffer<TRow>(field)
    where T : struct
{
    private T?[] _values = new T?[1024];
    private int _count;

    public override void Add(TRow row)
    {
        if (_count == _values.Length)
            Array.Resize(ref _values, 2 * _count);
        _values[_count++] = value(row);
    }

    public override async Task FlushAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
    {
        await group.WriteAsync<T>(Field, _values.AsMemory(0, _count), cancellationToken: cancellation);
        _count = 0;
    }
}
