using Npgsql;
using NpgsqlTypes;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>Reads the curves of a sweep page by page in order of number, a page being bounded in rows and in points.</summary>
internal sealed class PostgresCurveReader(Guid sweep, IReadOnlyCollection<long>? numbers)
{
    private const int PageRows = 1000;
    private const long PagePoints = 1 << 20;

    /// <summary>The bound is summed over columns that lie in the row, so that no array is read that is not returned.</summary>
    private const string Page =
        """
        SELECT number, every, last_iteration, loss, accuracy
        FROM (
          SELECT *, sum(last_iteration / every + 2) OVER (ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS points
          FROM (SELECT * FROM loss_curves WHERE sweep_id = $1 AND number >= $2 AND ($3 IS NULL OR number = ANY($3)) ORDER BY number LIMIT $4) rows
        ) page
        WHERE coalesce(points, 0) < $5
        ORDER BY number
        """;

    private readonly long[]? _numbers = numbers is null ? null : [.. numbers.Distinct().Order()];
    private long _from;

    /// <summary>The next curves; none at the end. An error leaves the reader where it was.</summary>
    public async Task<List<CurveRecord>> ReadPageAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var page = new List<CurveRecord>();
        var wanted = _numbers is null ? null : _numbers.SkipWhile(number => number < _from).Take(PageRows).ToArray();
        if (wanted is { Length: 0 })
            return page;
        await using var command = new NpgsqlCommand(Page, connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = sweep },
                new NpgsqlParameter { Value = _from },
                new NpgsqlParameter { Value = (object?)wanted ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new NpgsqlParameter { Value = (long)PageRows },
                new NpgsqlParameter { Value = PagePoints },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(new CurveRecord(
                sweep, reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetFieldValue<float[]>(3), reader.GetFieldValue<float[]>(4)));
        }

        if (page.Count > 0)
            _from = page[^1].Number + 1;
        else if (wanted is not null)
            _from = wanted[^1] + 1;
        return page;
    }

    /// <summary>False once every wanted number has been asked for.</summary>
    public bool HasMore => _numbers is { } wanted && wanted.Length > 0 && wanted[^1] >= _from;
}
