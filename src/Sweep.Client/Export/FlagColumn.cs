using System.Text.Json;
using CsvHelper;
using Parquet.Schema;

namespace Sweep.Client.Export;

/// <summary>True or false, in the words of JSON.</summary>
internal sealed class FlagColumn<TRow>(string name, Func<TRow, bool> value) : Column<TRow>(name)
{
    public override void WriteCsv(CsvWriter writer, TRow row) => writer.WriteField(value(row) ? "true" : "false");

    public override void WriteJson(Utf8JsonWriter writer, TRow row) => writer.WriteBooleanValue(value(row));

    public override ColumnBuffer<TRow> NewBuffer() => new ValueBuffer<TRow, bool>(new DataField<bool>(Name), value);
}
