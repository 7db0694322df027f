using System.Text.Json;
using CsvHelper;
using Parquet.Schema;

namespace Sweep.Client.Export;

/// <summary>A column of JSON documents: text in CSV and Parquet, the document itself in JSON lines.</summary>
internal sealed class JsonColumn<TRow>(string name, Func<TRow, string> value) : Column<TRow>(name)
{
    public override void WriteCsv(CsvWriter writer, TRow row) => writer.WriteField(value(row));

    public override void WriteJson(Utf8JsonWriter writer, TRow row) => writer.WriteRawValue(value(row), skipInputValidation: true);

    public override ColumnBuffer<TRow> NewBuffer() => new TextBuffer<TRow>(new DataField<string>(Name), value);
}
