using System.Data;
using Npgsql;
using NpgsqlTypes;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Reads the curves of a sweep page by page in order of number, a page being bounded in rows and in points. It keeps no place, for a read may have to
/// be done again.
/// </summary>
internal sealed class PostgresCurveReader(Guid sweep, IReadOnlyCollection<long>? numbers, DamageSink damage)
{
    private const int PageRows = 1000;
    private const long PagePoints = 1 << 20;

    /// <summary>The bound is summed over columns that lie in the row, so that no array is read that is not returned.</summary>
    private const string Page =
        """
        SELECT number, every, last_iteration, loss, accuracy
        FROM (
          SELECT *, sum(abs(last_iteration::bigint) / greatest(every, 1) + 2) OVER (ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS points
          FROM (SELECT * FROM loss_curves WHERE sweep_id = $1 AND number >= $2 AND ($3 IS NULL OR number = ANY($3)) ORDER BY number LIMIT $4) rows
        ) page
        WHERE coalesce(points, 0) < $5
        ORDER BY number
        """;

    private readonly long[]? _numbers = numbers is null ? null : [.. numbers.Distinct().Order()];

    /// <summary>Curves of numbers from <paramref name="from"/> on, maybe none, and where the next page begins; null at the end.</summary>
    public async Task<(List<CurveRecord> Rows, long? Next)> ReadPageAsync(NpgsqlConnection connection, long from, CancellationToken cancellation)
    {
        var page = new List<CurveRecord>();
        var wanted = _numbers?.SkipWhile(number => number < from).Take(PageRows).ToArray();
        if (wanted is { Length: 0 })
            return (page, null);
        await using var command = new NpgsqlCommand(Page, connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = sweep },
                new NpgsqlParameter { Value = from },
                new NpgsqlParameter { Value = (object?)wanted ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new NpgsqlParameter { Value = (long)PageRows },
                new NpgsqlParameter { Value = PagePoints },
            },
        };

        // A row is read as it comes, so that of a long curve there is only what is made of it.
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        var next = from;
        while (await reader.ReadAsync(cancellation))
        {
            next = reader.GetInt64(0) + 1;
            if (await ReadAsync(reader, next - 1, cancellation) is { } curve)
                page.Add(curve);
        }

        return (page, next != from ? next : wanted is null ? null : wanted[^1] + 1);
    }

    private async Task<CurveRecord?> ReadAsync(NpgsqlDataReader reader, long number, CancellationToken cancellation)
    {
        string[] names = ["number", "every", "last_iteration", "loss", "accuracy"];
        var column = 1;
        try
        {
            var every = await reader.GetFieldValueAsync<int>(column, cancellation);
            var last = await reader.GetFieldValueAsync<int>(++column, cancellation);
            var loss = await reader.GetFieldValueAsync<float[]>(++column, cancellation);
            var accuracy = await reader.GetFieldValueAsync<float[]>(++column, cancellation);
            if (CurveShape.Check(sweep, number, every, last, loss.Length, accuracy.Length) is not { } found)
                return new CurveRecord(sweep, number, every, last, loss, accuracy);
            damage.Take(found);
        }
        catch (Exception failure) when (failure is InvalidCastException or InvalidOperationException or OverflowException)
        {
            damage.Take(new RowDamage("loss_curves", names[column], sweep, number, column < 3 ? "is no whole number" : "is no array of numbers"));
        }

        return null;
    }
}
