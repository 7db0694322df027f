using System.Text.Json;
using CsvHelper;

namespace Sweep.Client.Export;

/// <summary>One column of an export, in every format.</summary>
/// <param name="name">The SQL column's name.</param>
internal abstract class Column<TRow>(string name)
{
    public string Name { get; } = name;

    public JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(name);

    /// <summary>Writes one field; null is an empty one.</summary>
    public abstract void WriteCsv(CsvWriter writer, TRow row);

    public abstract void WriteJson(Utf8JsonWriter writer, TRow row);

    /// <summary>An empty buffer of this column for Parquet row groups.</summary>
    public abstract ColumnBuffer<TRow> NewBuffer();
}
