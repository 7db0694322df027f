using Parquet;
using Parquet.Schema;

namespace Sweep.Service.Archives;

/// <summary>Runs of bytes.</summary>
internal sealed class BytesColumn(string name) : ParquetColumn(name)
{
    private readonly DataField<byte[]> _field = new(name);
    private readonly List<byte[]?> _values = [];

    public override Field Field => _field;

    public override void Add(object? value) => _values.Add((byte[]?)value);

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await group.WriteAsync(_field, _values!);
        _values.Clear();
    }

    public override async Task<object?[]> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        var bytes = new byte[]?[group.RowCount];
        await group.ReadAsync(field, bytes.AsMemory()!, null, cancellation);
        return bytes;
    }
}
