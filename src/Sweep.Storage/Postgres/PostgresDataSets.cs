using Sweep.Storage.Relational;

namespace Sweep.Storage.Postgres;

/// <summary>Data sets on PostgreSQL: changes of them are rare, so a lock on their table keeps a sweep's numbers from going while it is stored.</summary>
internal static class PostgresDataSets
{
    public static readonly DataSetSql Sql = new(
        """
        SELECT s.id, s.name FROM sweeps s
        WHERE s.state IN ('running', 'paused') AND EXISTS (
          SELECT 1 FROM jsonb_each(CASE jsonb_typeof(s.spec -> 'data') WHEN 'object' THEN s.spec -> 'data' ELSE '{}' END) d WHERE d.value ->> 'hash' = @p0)
        ORDER BY s.created_at, s.id
        """,
        HoldToChange: "LOCK TABLE data_sets IN SHARE ROW EXCLUSIVE MODE",
        HoldToRequire: "LOCK TABLE data_sets IN ROW EXCLUSIVE MODE");
}
