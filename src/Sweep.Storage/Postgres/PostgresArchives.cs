using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Sweep.Storage.Archives;
using Sweep.Storage.Model;
using Sweep.Storage.Relational;

namespace Sweep.Storage.Postgres;

/// <summary>Archives on PostgreSQL: rows go in by binary COPY, for which triggers fire as they do for inserts.</summary>
internal sealed class PostgresArchives : ArchiveSql
{
    /// <summary>Bytes as the server keeps them, compressed, of all rows of a page but the last.</summary>
    private const int PageBytes = 4 << 20;

    public static PostgresArchives Instance { get; } = new();

    /// <remarks>
    /// A client that stops reading has the server send the rest all the same, so the page ends where it is large. Sizes are those that stand in the row: no
    /// value is read that is not returned.
    /// </remarks>
    public override string Page(ArchiveTable table, string where, string order)
    {
        var sizes = string.Join(" + ", table.LongColumns.Select(column => $"coalesce(pg_column_size({column}), 0)").DefaultIfEmpty("0"));
        var limit = string.Create(CultureInfo.InvariantCulture, $"LIMIT {PageRows}");
        var most = string.Create(CultureInfo.InvariantCulture, $"{PageBytes}");
        return $"""
            SELECT {table.Names}
            FROM (
              SELECT *, sum({sizes}) OVER (ORDER BY {order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
              FROM (SELECT * FROM {table.Name} WHERE {where} ORDER BY {order} {limit}) rows
            ) page
            WHERE coalesce(bytes_before, 0) < {most}
            ORDER BY {order}
            """;
    }

    public override Array ReadArray(StoredRow row, int column, ArchiveKind kind) => kind switch
    {
        ArchiveKind.Wholes => row.Array<int>(column, _ => null, "is no array of whole numbers"),
        ArchiveKind.Floats => row.Array<float>(column, _ => null, "is no array of numbers"),
        _ => row.Array<double>(column, _ => null, "is no array of numbers"),
    };

    public override async Task<long> InsertAsync(
        SweepDbContext context, ArchiveTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        NpgsqlDbType[] types = [.. table.Columns.Select(column => TypeOf(column.Kind))];
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table.Name} ({table.Names}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            for (var k = 0; k < types.Length; k++)
            {
                if (row[k] is { } value)
                    await copy.WriteAsync(value, types[k], cancellation);
                else
                    await copy.WriteNullAsync(cancellation);
            }
        }

        return (long)await copy.CompleteAsync(cancellation);
    }

    private static NpgsqlDbType TypeOf(ArchiveKind kind) => kind switch
    {
        ArchiveKind.Id => NpgsqlDbType.Uuid,
        ArchiveKind.Text => NpgsqlDbType.Text,
        ArchiveKind.Json => NpgsqlDbType.Jsonb,
        ArchiveKind.Whole => NpgsqlDbType.Integer,
        ArchiveKind.LongWhole => NpgsqlDbType.Bigint,
        ArchiveKind.Real => NpgsqlDbType.Double,
        ArchiveKind.Flag => NpgsqlDbType.Boolean,
        ArchiveKind.Time => NpgsqlDbType.TimestampTz,
        ArchiveKind.Bytes => NpgsqlDbType.Bytea,
        ArchiveKind.Wholes => NpgsqlDbType.Array | NpgsqlDbType.Integer,
        ArchiveKind.Floats => NpgsqlDbType.Array | NpgsqlDbType.Real,
        _ => NpgsqlDbType.Array | NpgsqlDbType.Double,
    };
}
