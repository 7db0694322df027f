using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Archives;
using Sweep.Storage.Model;
using Sweep.Storage.Relational;

namespace Sweep.Storage.Sqlite;

/// <summary>Archives on SQLite, which reads no row further than it is asked for.</summary>
internal sealed class SqliteArchives : ArchiveSql
{
    public static SqliteArchives Instance { get; } = new();

    public override string Page(ArchiveTable table, string where, string order) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT {table.Names} FROM {table.Name} WHERE {where} ORDER BY {order} LIMIT {PageRows}");

    public override Array ReadArray(StoredRow row, int column, ArchiveKind kind) => kind switch
    {
        ArchiveKind.Wholes => row.Array(column, text => MetricJson.ReadSteps(Encoding.UTF8.GetBytes(text)), "is no JSON array of whole numbers"),
        ArchiveKind.Floats => row.Array(column, text => CurveJson.Read(Encoding.UTF8.GetBytes(text)), "is no JSON array of numbers"),
        _ => row.Array(column, text => MetricJson.ReadValues(Encoding.UTF8.GetBytes(text)), "is no JSON array of numbers"),
    };

    public override Task<long> InsertAsync(SweepDbContext context, ArchiveTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        var places = string.Join(", ", table.Columns.Select((_, k) => string.Create(CultureInfo.InvariantCulture, $"?{k + 1}")));
        using var insert = new SqliteStatement(
            (SqliteConnection)context.Database.GetDbConnection(), $"INSERT INTO {table.Name} ({table.Names}) VALUES ({places})");
        var inserted = 0L;
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var k = 0; k < row.Length; k++)
                Bind(insert, k + 1, row[k]);
            insert.Step();
            inserted += insert.Changes;
        }

        return Task.FromResult(inserted);
    }

    private static void Bind(SqliteStatement insert, int place, object? value)
    {
        switch (value)
        {
            case null:
                insert.Unbind(place);
                break;
            case Guid id:
                insert.Bind(place, id);
                break;
            case string text:
                insert.Bind(place, text);
                break;
            case int number:
                insert.Bind(place, (long)number);
                break;
            case long number:
                insert.Bind(place, number);
                break;
            case double number:
                insert.Bind(place, number);
                break;
            case bool flag:
                insert.Bind(place, flag ? 1L : 0L);
                break;
            case DateTimeOffset time:
                insert.Bind(place, UtcText.Format(time));
                break;
            case byte[] blob:
                insert.BindBlob(place, blob);
                break;
            default:
                using (var json = new PooledBytes())
                {
                    Write(json, (Array)value);
                    insert.Bind(place, json.Written);
                }

                break;
        }
    }

    private static void Write(PooledBytes json, Array values)
    {
        switch (values)
        {
            case float[] points:
                CurveJson.Write(json, points);
                break;
            case int[] steps:
                MetricJson.Write(json, steps);
                break;
            default:
                MetricJson.Write(json, (double[])values);
                break;
        }
    }
}
