using System.Buffers;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Sweep.Service.Archives;

/// <summary>
/// Arrays of numbers, as Parquet's lists: the numbers of all rows one after the other; beside them, for each number or empty array, whether it begins a row
/// (repetition 0), and what of it is there (definition: the highest for a number, one less for an empty array).
/// </summary>
internal sealed class ListColumn<T> : ParquetColumn
    where T : struct
{
    private readonly ListField _list;
    private readonly DataField<T> _item = new("element", false);
    private readonly ArrayBufferWriter<T> _values = new();
    private readonly ArrayBufferWriter<int> _definitions = new();
    private readonly ArrayBufferWriter<int> _repetitions = new();

    public ListColumn(string name)
        : base(name) => _list = new ListField(name, _item);

    public override Field Field => _list;

    public override void Add(object? value)
    {
        var array = (T[])value!;
        _values.Write(array);
        var entries = Math.Max(1, array.Length);
        Append(_definitions, entries, _item.MaxDefinitionLevel - (array.Length == 0 ? 1 : 0));
        Append(_repetitions, 1, 0);
        Append(_repetitions, entries - 1, 1);
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
    {
        await group.WriteAllPartsAsync(_item, _values.WrittenMemory, _definitions.WrittenMemory, _repetitions.WrittenMemory, cancellation);
        _values.ResetWrittenCount();
        _definitions.ResetWrittenCount();
        _repetitions.ResetWrittenCount();
    }

    public override async Task<object?[]> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        using var raw = (RawColumnData<T>)await group.ReadRawColumnDataBaseAsync(field, cancellation);
        var rows = new object?[group.RowCount];
        var values = raw.Values;
        var definitions = raw.DefinitionLevels;
        var repetitions = raw.RepetitionLevels;
        for (var (row, place) = (0, 0); row < rows.Length; row++)
        {
            var length = definitions[place] < field.MaxDefinitionLevel ? 0 : 1;
            for (place++; place < repetitions.Length && repetitions[place] != 0; place++)
                length++;
            rows[row] = values[..length].ToArray();
            values = values[length..];
        }

        return rows;
    }

    private static void Append(ArrayBufferWriter<int> levels, int count, int level)
    {
        if (count == 0)
            return;
        levels.GetSpan(count)[..count].Fill(level);
        levels.Advance(count);
    }
}
