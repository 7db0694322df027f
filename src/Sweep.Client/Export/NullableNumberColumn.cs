using System.Numerics;
using System.Text.Json;
using CsvHelper;
using Parquet.Schema;

namespace Sweep.Client.Export;

/// <summary>As <see cref="NumberColumn{TRow, T}"/>, with null.</summary>
internal sealed class NullableNumberColumn<TRow, T>(string name, Func<TRow, T?> value) : Column<TRow>(name)
    where T : struct, INumber<T>
{
    public override void WriteCsv(CsvWriter writer, TRow row) => writer.WriteField(value(row));

    public override void WriteJson(Utf8JsonWriter writer, TRow row) => NumberColumn<TRow, T>.WriteJson(writer, value(row));

    public override ColumnBuffer<TRow> NewBuffer() => new NullableBuffer<TRow, T>(new DataField<T>(Name, true), value);
}
