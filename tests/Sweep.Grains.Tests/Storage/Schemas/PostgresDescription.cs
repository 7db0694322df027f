using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Storage.Schemas;

/// <summary>All that a PostgreSQL database's catalog says of its schema, as text: the same of every server of a version from 14 on.</summary>
internal static class PostgresDescription
{
    // Newer servers show a view's columns without qualifiers, NOT NULL as a constraint with a name, and no statistics target as null. Whether
    // there is lz4 depends on the server: a test of its own looks at that.
    private const string Lines =
        """
        WITH relation AS (
          SELECT c.oid, c.relname::text AS name, c.relkind::text, c.relpersistence::text, c.reloptions, t.reloptions AS toast_options
          FROM pg_class c LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
          WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        ), described AS (
          SELECT name, 0 AS part, 0 AS place,
                 concat_ws(' ', CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' ELSE 'relation of kind ' || relkind END, name,
                   'of persistence ' || nullif(relpersistence, 'p'), 'with ' || reloptions::text, 'toast with ' || toast_options::text,
                   '-- ' || obj_description(oid, 'pg_class')) AS line
          FROM relation
          UNION ALL
          SELECT r.name, 1, a.attnum,
                 concat_ws(' ', '  column', a.attname, format_type(a.atttypid, a.atttypmod), 'COLLATE ' || nullif(l.collname::text, 'default'),
                   CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), 'IDENTITY ' || nullif(a.attidentity::text, ''),
                   'GENERATED ' || nullif(a.attgenerated::text, ''), CASE WHEN r.relkind = 'r' THEN 'storage ' || a.attstorage::text END,
                   'compression ' || nullif(nullif(a.attcompression::text, ''), 'l'), 'statistics ' || nullif(a.attstattarget, -1)::text,
                   'with ' || a.attoptions::text, '-- ' || col_description(r.oid, a.attnum))
          FROM relation r
          JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
          LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
          LEFT JOIN pg_collation l ON l.oid = a.attcollation
          UNION ALL
          SELECT r.name, 2, 0, concat_ws(' ', '  constraint', k.conname, pg_get_constraintdef(k.oid, true), '-- ' || obj_description(k.oid, 'pg_constraint'))
          FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype <> 'n'
          UNION ALL
          SELECT r.name, 3, 0, concat_ws(' ', '  index', pg_get_indexdef(i.indexrelid, 0, true), '-- ' || obj_description(i.indexrelid, 'pg_class'))
          FROM relation r JOIN pg_index i ON i.indrelid = r.oid
          UNION ALL
          SELECT r.name, 4, 0, concat_ws(' ', '  trigger', t.tgenabled, pg_get_triggerdef(t.oid, true), '-- ' || obj_description(t.oid, 'pg_trigger'))
          FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
          UNION ALL
          SELECT r.name, 5, part.place::integer, '  ' || regexp_replace(btrim(part.line), '\m[a-z_]+\.', '', 'g')
          FROM relation r CROSS JOIN LATERAL string_to_table(pg_get_viewdef(r.oid, true), E'\n') WITH ORDINALITY AS part (line, place)
          WHERE r.relkind IN ('v', 'm')
          UNION ALL
          SELECT p.proname || '()', 6, part.place::integer,
                 CASE part.place WHEN 1 THEN concat_ws(' ', 'function', p.oid::regprocedure, '-- ' || obj_description(p.oid, 'pg_proc')) || E'\n' ELSE '' END
                   || '  ' || replace(part.line, quote_ident(current_schema()) || '.', '')
          FROM pg_proc p CROSS JOIN LATERAL string_to_table(rtrim(pg_get_functiondef(p.oid), E'\n'), E'\n') WITH ORDINALITY AS part (line, place)
          WHERE p.pronamespace = current_schema()::regnamespace
        )
        SELECT line FROM described ORDER BY name COLLATE "C", part, place, line COLLATE "C"
        """;

    private const string MembershipQueries =
        """
        SELECT CASE part.place WHEN 1 THEN 'query ' || q.querykey || E'\n  ' ELSE '  ' END || part.line AS line
        FROM orleansquery q CROSS JOIN LATERAL string_to_table(q.querytext, E'\n') WITH ORDINALITY AS part (line, place)
        ORDER BY q.querykey COLLATE "C", part.place
        """;

    public static async Task<string> ReadAsync(string database, CancellationToken cancellation)
    {
        var lines = await SqlRows.ReadAsync(database, Lines, cancellation);
        var queries = await SqlRows.ReadAsync(database, MembershipQueries, cancellation);
        return string.Concat(lines.Concat(queries).Select(row => $"{row["line"]}\n"));
    }
}
