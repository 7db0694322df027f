using Sweep.Storage.Faults;
using Sweep.Storage.Relational;
using Sweep.Storage.Results;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// Reads the metrics of a sweep page by page in order of number and name, a page being bounded in rows and in bytes. It keeps no place, for a read may have
/// to be done again.
/// </summary>
internal sealed class SqliteMetricReader(Guid sweep, IReadOnlyCollection<long>? numbers, DamageSink damage)
{
    private const int PageRows = 1000;
    private const int PageBytes = 16 << 20;
    private const string Columns = "SELECT number, metric, steps, \"values\" FROM metric_curves WHERE sweep_id = ?1 AND ";
    private const string AllBehind = Columns + "(number, metric) > (?2, ?3) ORDER BY number, metric";
    private const string OfNumberBehind = Columns + "number = ?2 AND metric > ?3 ORDER BY metric";

    private static readonly string[] Names = ["number", "metric", "steps", "values"];

    private readonly long[]? _numbers = numbers is null ? null : [.. numbers.Distinct().Order()];

    /// <summary>Metrics behind <paramref name="place"/>, maybe none, and behind which the next page begins; null at the end.</summary>
    public (List<MetricRecord> Rows, MetricPlace? Next) ReadPage(SqliteSession session, MetricPlace place)
    {
        var page = new List<MetricRecord>();
        var (rows, bytes) = (0, 0L);
        using var statement = new SqliteStatement(session.Connection, _numbers is null ? AllBehind : OfNumberBehind);
        statement.Bind(1, sweep);
        foreach (var number in _numbers?.SkipWhile(number => number < place.Number) ?? [place.Number])
        {
            if (number != place.Number)
                place = new(number, "");
            statement.Bind(2, place.Number);
            statement.Bind(3, place.Metric);
            while (statement.Step())
            {
                bytes += statement.ColumnBytes(2) + statement.ColumnBytes(3);
                if (ReadRow(statement, page) is { } read)
                    place = read;
                if (++rows >= PageRows || bytes >= PageBytes)
                    return (page, place);
            }
        }

        return (page, null);
    }

    /// <summary>Where the row stands; null where that cannot be read: such rows stand behind all others.</summary>
    private MetricPlace? ReadRow(SqliteStatement statement, List<MetricRecord> page)
    {
        long? number = statement.Type(0) == SqliteStatement.Integer ? statement.ColumnInt64(0) : null;
        for (var k = 0; k < Names.Length; k++)
        {
            if (statement.Type(k) == (k == 0 ? SqliteStatement.Integer : SqliteStatement.Text))
                continue;
            var shown = k < 2 ? StoredRow.Shown(statement.IsNull(k) ? null : statement.ColumnText(k)) + " " : "";
            damage.Take(new RowDamage("metric_curves", Names[k], sweep, number, $"{shown}is no {(k == 0 ? "whole number" : "text")}"));
            return k < 2 ? null : new(number!.Value, statement.ColumnText(1));
        }

        var place = new MetricPlace(number!.Value, statement.ColumnText(1));
        var (steps, values) = (MetricJson.ReadSteps(statement.ColumnUtf8(2)), MetricJson.ReadValues(statement.ColumnUtf8(3)));
        var found = steps is null || values is null
            ? new RowDamage("metric_curves", steps is null ? "steps" : "values", sweep, number, $"of {place.Metric} is no JSON array of numbers")
            : MetricShape.Check(sweep, place.Number, place.Metric, steps, values);
        if (found is null)
            page.Add(new MetricRecord(sweep, place.Number, place.Metric, steps!, values!));
        else
            damage.Take(found);
        return place;
    }
}
