using System.Data;
using Npgsql;
using NpgsqlTypes;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Reads the metrics of a sweep page by page in order of number and name, a page being bounded in rows and in bytes. It keeps no place, for a read may have
/// to be done again.
/// </summary>
internal sealed class PostgresMetricReader(Guid sweep, IReadOnlyCollection<long>? numbers, DamageSink damage)
{
    private const int PageRows = 1000;
    private const long PageBytes = 16 << 20;

    /// <summary>The bound is summed over sizes that the row itself knows, so that no array is read that is not returned.</summary>
    private const string Page =
        """
        SELECT number, metric, steps, values
        FROM (
          SELECT *, sum(pg_column_size(values)) OVER (ORDER BY number, metric ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes
          FROM (
            SELECT * FROM metric_curves
            WHERE sweep_id = $1 AND (number, metric) > ($2, $3) AND ($4 IS NULL OR number = ANY($4))
            ORDER BY number, metric LIMIT $5
          ) rows
        ) page
        WHERE coalesce(bytes, 0) < $6
        ORDER BY number, metric
        """;

    private readonly long[]? _numbers = numbers is null ? null : [.. numbers.Distinct().Order()];

    /// <summary>Metrics behind <paramref name="place"/>, maybe none, and behind which the next page begins; null at the end.</summary>
    public async Task<(List<MetricRecord> Rows, MetricPlace? Next)> ReadPageAsync(
        NpgsqlConnection connection, MetricPlace place, CancellationToken cancellation)
    {
        var page = new List<MetricRecord>();
        var wanted = _numbers?.SkipWhile(number => number < place.Number).Take(PageRows).ToArray();
        if (wanted is { Length: 0 })
            return (page, null);
        await using var command = new NpgsqlCommand(Page, connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = sweep },
                new NpgsqlParameter { Value = place.Number },
                new NpgsqlParameter { Value = place.Metric },
                new NpgsqlParameter { Value = (object?)wanted ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new NpgsqlParameter { Value = (long)PageRows },
                new NpgsqlParameter { Value = PageBytes },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        var next = place;
        while (await reader.ReadAsync(cancellation))
        {
            next = new(reader.GetInt64(0), reader.GetString(1));
            if (await ReadAsync(reader, next, cancellation) is { } metric)
                page.Add(metric);
        }

        return (page, next != place ? next : wanted is null ? null : new(wanted[^1] + 1, ""));
    }

    private async Task<MetricRecord?> ReadAsync(NpgsqlDataReader reader, MetricPlace place, CancellationToken cancellation)
    {
        var column = 2;
        try
        {
            var steps = await reader.GetFieldValueAsync<int[]>(column, cancellation);
            var values = await reader.GetFieldValueAsync<double[]>(++column, cancellation);
            if (MetricShape.Check(sweep, place.Number, place.Metric, steps, values) is not { } found)
                return new MetricRecord(sweep, place.Number, place.Metric, steps, values);
            damage.Take(found);
        }
        catch (Exception failure) when (failure is InvalidCastException or InvalidOperationException or OverflowException)
        {
            damage.Take(new RowDamage("metric_curves", column == 2 ? "steps" : "values", sweep, place.Number, $"of {place.Metric} is no array of numbers"));
        }

        return null;
    }
}
