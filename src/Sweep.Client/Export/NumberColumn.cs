using System.Globalization;
using System.Numerics;
using System.Text.Json;
using CsvHelper;
using Parquet.Schema;

namespace Sweep.Client.Export;

/// <summary>Numbers, shortest text that reads back as the same value. JSON has no NaN or infinity: there they are null.</summary>
internal sealed class NumberColumn<TRow, T>(string name, Func<TRow, T> value) : Column<TRow>(name)
    where T : struct, INumber<T>
{
    public override void WriteCsv(CsvWriter writer, TRow row) => writer.WriteField(value(row), default, CultureInfo.InvariantCulture);

    public override void WriteJson(Utf8JsonWriter writer, TRow row) => WriteJson(writer, value(row));

    public override ColumnBuffer<TRow> NewBuffer() => new ValueBuffer<TRow, T>(new DataField<T>(Name), value);

    public static void WriteJson(Utf8JsonWriter writer, T? number)
    {
        if (number is not { } there || !T.IsFinite(there))
        {
            writer.WriteNullValue();
            return;
        }
        Span<byte> text = stackalloc byte[64];
        there.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
