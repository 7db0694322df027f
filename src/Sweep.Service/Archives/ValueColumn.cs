using Parquet;
using Parquet.Schema;

namespace Sweep.Service.Archives;

/// <summary>Numbers, times, and true and false.</summary>
/// <typeparam name="T">As Parquet has them.</typeparam>
/// <param name="column">As the schema of a new file has it.</param>
/// <param name="pack">Of a row's value.</param>
/// <param name="unpack">The row's value again.</param>
internal sealed class ValueColumn<T>(DataField column, Func<object, T> pack, Func<T, object> unpack) : ParquetColumn(column.Name)
    where T : struct
{
    private readonly List<T?> _values = [];

    public override Field Field => column;

    public override void Add(object? value) => _values.Add(value is null ? null : pack(value));

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
    {
        if (column.IsNullable)
            await group.WriteAsync<T>(column, (ReadOnlyMemory<T?>)_values.ToArray(), cancellationToken: cancellation);
        else
            await group.WriteAsync<T>(column, (ReadOnlyMemory<T>)_values.Select(value => value!.Value).ToArray(), cancellationToken: cancellation);
        _values.Clear();
    }

    public override async Task<object?[]> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        if (field.IsNullable)
        {
            var some = new T?[group.RowCount];
            await group.ReadAsync<T>(field, some.AsMemory(), null, cancellation);
            return Array.ConvertAll(some, value => value is { } there ? unpack(there) : null);
        }

        var all = new T[group.RowCount];
        await group.ReadAsync<T>(field, all.AsMemory(), null, cancellation);
        return Array.ConvertAll<T, object?>(all, value => unpack(value));
    }
}
