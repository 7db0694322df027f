using System.Text;
using System.Text.RegularExpressions;
using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Storage.Schemas;

/// <summary>All that a SQLite file says of its schema, as text.</summary>
internal static partial class SqliteDescription
{
    private const string Settings =
        """
        SELECT 'file of journal mode ' || journal_mode || ', encoding ' || encoding || ', auto-vacuum ' || auto_vacuum
               || ', application ' || application_id || ', version ' || user_version AS line
        FROM pragma_journal_mode, pragma_encoding, pragma_auto_vacuum, pragma_application_id, pragma_user_version
        """;

    private const string Tables =
        """
        SELECT t.name, t.type || ' ' || t.name || iif(t.wr, ' WITHOUT ROWID', '') || iif(t.strict, ' STRICT', '') AS line, m.sql
        FROM pragma_table_list t JOIN sqlite_master m ON m.name = t.name
        WHERE t.schema = 'main' ORDER BY t.name
        """;

    // A table's text differs with the ways in which it came to its columns, and a view's types with the version of SQLite.
    private const string Parts =
        """
        SELECT line FROM (
          SELECT 1 AS part, cid AS place,
                 '  column ' || name || iif(EXISTS (SELECT 1 FROM sqlite_master WHERE name = '{0}' AND type = 'table'), ' ' || type, '')
                 || iif("notnull", ' NOT NULL', '') || coalesce(' DEFAULT ' || dflt_value, '') || iif(pk, ' PRIMARY KEY ' || pk, '')
                 || iif(hidden, ' hidden ' || hidden, '') AS line
          FROM pragma_table_xinfo('{0}')
          UNION ALL
          SELECT 3, seq, '  foreign key (' || "from" || ') to ' || "table" || ' (' || coalesce("to", '') || ')'
                 || ' ON DELETE ' || on_delete || ' ON UPDATE ' || on_update
          FROM pragma_foreign_key_list('{0}')
          UNION ALL
          SELECT 4, 0, '  index ' || i.name || iif(i."unique", ' UNIQUE', '')
                 || ' (' || group_concat(x.name || ' ' || x.coll || iif(x."desc", ' DESC', ''), ', ') || ')' || coalesce(' ' || m.sql, '')
          FROM pragma_index_list('{0}') i LEFT JOIN sqlite_master m ON m.name = i.name JOIN pragma_index_xinfo(i.name) x ON x.key
          GROUP BY i.name
          UNION ALL
          SELECT 5, 0, '  ' || replace(sql, char(10), char(10) || '  ')
          FROM sqlite_master WHERE tbl_name = '{0}' AND type IN ('trigger', 'view')
        )
        ORDER BY part, place, line
        """;

    public static async Task<string> ReadAsync(string database, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var row in await SqlRows.ReadAsync(database, Settings, cancellation))
            text.Append($"{row["line"]}\n");
        foreach (var table in await SqlRows.ReadAsync(database, Tables, cancellation))
        {
            text.Append($"{table["line"]}\n");
            foreach (var part in await SqlRows.ReadAsync(database, Parts.Replace("{0}", (string)table["name"]!, StringComparison.Ordinal), cancellation))
                text.Append($"{part["line"]}\n");
            foreach (var constraint in NamedConstraint.Matches((string)table["sql"]!).Select(match => match.Value.Trim()).Order(StringComparer.Ordinal))
                text.Append($"  {constraint}\n");
        }

        return text.ToString();
    }

    /// <summary>Up to the comma that ends it, which no parentheses hold.</summary>
    [GeneratedRegex(@"CONSTRAINT (?:[^(),]|\((?>[^()]+|\((?<deep>)|\)(?<-deep>))*(?(deep)(?!))\))+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamedConstraint { get; }
}
