using Parquet;
using Parquet.Schema;

namespace Sweep.Service.Archives;

/// <summary>Texts, and what is written as one.</summary>
/// <param name="pack">Of a row's value.</param>
/// <param name="unpack">The row's value again.</param>
internal sealed class TextColumn(string name, Func<object, string> pack, Func<string, object> unpack) : ParquetColumn(name)
{
    private readonly DataField<string> _field = new(name);
    private readonly List<string?> _values = [];

    public override Field Field => _field;

    public override void Add(object? value) => _values.Add(value is null ? null : pack(value));

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await group.WriteAsync(_field, _values!);
        _values.Clear();
    }

    public override async Task<object?[]> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts.AsMemory()!, null, cancellation);
        return Array.ConvertAll(texts, text => text is null ? null : unpack(text));
    }
}
