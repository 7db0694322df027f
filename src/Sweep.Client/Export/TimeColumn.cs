using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Parquet.Schema;

namespace Sweep.Client.Export;

/// <summary>Points in time: ISO 8601 in UTC to the microsecond, which is what databases keep.</summary>
internal sealed class TimeColumn<TRow>(string name, Func<TRow, DateTimeOffset> value) : Column<TRow>(name)
{
    public override void WriteCsv(CsvWriter writer, TRow row) => writer.WriteField(Text(row));

    public override void WriteJson(Utf8JsonWriter writer, TRow row) => writer.WriteStringValue(Text(row));

    public override ColumnBuffer<TRow> NewBuffer() => new ValueBuffer<TRow, DateTime>(
        new DateTimeDataField(Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false),
        row => value(row).UtcDateTime);

    private string Text(TRow row) =>
        value(row).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
