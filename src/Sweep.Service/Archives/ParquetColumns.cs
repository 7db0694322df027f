using Parquet.Schema;
using Sweep.Storage.Archives;

namespace Sweep.Service.Archives;

/// <summary>How each kind of column stands in a Parquet file: as other programs read it most readily.</summary>
internal static class ParquetColumns
{
    public static ParquetColumn[] Of(ArchiveTable table) => [.. table.Columns.Select(Of)];

    private static ParquetColumn Of(ArchiveColumn column) => column.Kind switch
    {
        ArchiveKind.Id => new TextColumn(column.Name, id => ((Guid)id).ToString("D"), text => Guid.ParseExact(text, "D")),
        ArchiveKind.Text or ArchiveKind.Json => new TextColumn(column.Name, text => (string)text, text => text),
        ArchiveKind.Whole => Number<int>(column),
        ArchiveKind.LongWhole => Number<long>(column),
        ArchiveKind.Real => Number<double>(column),
        ArchiveKind.Flag => Number<bool>(column),
        ArchiveKind.Time => new ValueColumn<DateTime>(
            new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: column.IsNullable),
            time => ((DateTimeOffset)time).UtcDateTime, time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))),
        ArchiveKind.Bytes => new BytesColumn(column.Name),
        ArchiveKind.Wholes => new ListColumn<int>(column.Name),
        ArchiveKind.Floats => new ListColumn<float>(column.Name),
        _ => new ListColumn<double>(column.Name),
    };

    private static ValueColumn<T> Number<T>(ArchiveColumn column)
        where T : struct =>
        new(new DataField<T>(column.Name, column.IsNullable), number => (T)number, number => number);
}
