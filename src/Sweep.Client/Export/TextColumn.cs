using System.Text.Json;
using CsvHelper;
using Parquet.Schema;

namespace Sweep.Client.Export;

internal sealed class TextColumn<TRow>(string name, Func<TRow, string?> value) : Column<TRow>(name)
{
    public override void WriteCsv(CsvWriter writer, TRow row) => writer.WriteField(value(row));

    public override void WriteJson(Utf8JsonWriter writer, TRow row) => writer.WriteStringValue(value(row));

    public override ColumnBuffer<TRow> NewBuffer() => new TextBuffer<TRow>(new DataField<string>(Name), value);
}
