using Sweep.Storage.Relational;

namespace Sweep.Storage.Sqlite;

/// <summary>Data sets in a SQLite file, whose writers come one after the other anyway.</summary>
internal static class SqliteDataSets
{
    // A spec that somebody has made no JSON of is no reason to fail: whoever reads that sweep says so.
    public static readonly DataSetSql Sql = new(
        """
        SELECT s.id, s.name FROM sweeps s
        WHERE s.state IN ('running', 'paused') AND EXISTS (
          SELECT 1 FROM json_each(CASE WHEN json_valid(s.spec) THEN CASE json_type(s.spec, '$.data') WHEN 'object' THEN s.spec -> '$.data' ELSE '{}' END ELSE '{}' END) d
          WHERE CASE d.type WHEN 'object' THEN d.value ->> '$.hash' END = @p0)
        ORDER BY s.created_at, s.id
        """);
}
