using Sweep.Storage.Archives;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>Reads the rows of a sweep as they lie in a table, page by page.</summary>
internal static class ArchiveQueries
{
    /// <summary>Bytes of a page at most, but for its last row.</summary>
    private const long PageBytes = 8 << 20;

    /// <summary>Rows behind a place, and where the next page begins; null at the end.</summary>
    public static async Task<(List<object?[]> Rows, ArchivePlace? Next)> PageAsync(
        SweepDbContext context, ArchiveSql sql, Guid id, ArchiveTable table, ArchivePlace place, DamageSink damage, CancellationToken cancellation)
    {
        var values = new SqlValues();
        var where = $"{table.SweepColumn} = {values.Add(context.KeepId(id))}";
        var order = table.Key.Count == 0 ? table.SweepColumn : string.Join(", ", table.Key);
        if (place.Behind is { } behind)
            where += $" AND ({order}) > ({string.Join(", ", behind.Select(values.Add))})";
        List<object?[]> rows = [];
        var bytes = 0L;
        await foreach (var row in StoredRows.ReadAsync(
            context, table.Name, sql.Page(table, where, order), values.All, row => Read(row, sql, id, table), damage, cancellation))
        {
            rows.Add(row);
            if ((bytes += Size(row)) >= PageBytes)
                break;
        }

        return (rows, rows.Count == 0 || table.Key.Count == 0 ? null : new ArchivePlace([.. table.KeyPlaces.Select(k => rows[^1][k]!)]));
    }

    private static object?[] Read(StoredRow row, ArchiveSql sql, Guid id, ArchiveTable table)
    {
        row.Is(id, null);
        var values = new object?[table.Columns.Count];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = Read(row, sql, k, table.Columns[k]);
            if (table.Columns[k].Name == "number")
                row.Is(id, (long)values[k]!);
        }

        return values;
    }

    private static object? Read(StoredRow row, ArchiveSql sql, int k, ArchiveColumn column) => row.IsNull(k)
        ? column.IsNullable ? null : throw row.Damaged(k, null, "is missing")
        : column.Kind switch
        {
            ArchiveKind.Id => row.Id(k),
            ArchiveKind.Text or ArchiveKind.Json => row.Text(k),
            ArchiveKind.Whole => row.Int(k, int.MinValue),
            ArchiveKind.LongWhole => row.Whole(k, long.MinValue),
            ArchiveKind.Real => row.Number(k),
            ArchiveKind.Flag => row.Flag(k),
            ArchiveKind.Time => row.Time(k),
            ArchiveKind.Bytes => row.Bytes(k),
            _ => sql.ReadArray(row, k, column.Kind),
        };

    /// <summary>About the bytes that it takes in memory.</summary>
    private static long Size(object?[] row) => row.Sum(value => value switch
    {
        string text => 2L * text.Length,
        byte[] bytes => bytes.Length,
        double[] values => 8L * values.Length,
        float[] or int[] => 4L * ((Array)value).Length,
        _ => 0,
    } + 24);
}
