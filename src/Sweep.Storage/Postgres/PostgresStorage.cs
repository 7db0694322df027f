namespace Sweep.Storage.Postgres;

/// <summary>How the arrays of curves are kept. Migrations take it from here, so what has changed gets a new constant and the old one stays.</summary>
internal static class PostgresStorage
{
    /// <summary>
    /// Losses as they are, for nothing makes them smaller; accuracies, which are few values many times, by lz4 where the server has it,
    /// else by its own default.
    /// </summary>
    /// <remarks>
    /// Measured on PostgreSQL 15, curves of 1,000 points of the five patterns at four learning rates: 11.2 bytes on disk a point with
    /// both arrays external, 6.1 with either lz4, pglz or this choice; the write-ahead log grows by 9.7 bytes a point without compression, by
    /// 5.6 with any. The server's CPU time a trial, 87 to 120 µs for external and lz4 alike in few runs of a busy machine, does not tell them apart;
    /// pglz took 123.
    /// </remarks>
    public const string Curves1 =
        """
        ALTER TABLE loss_curves ALTER COLUMN loss SET STORAGE EXTERNAL;
        DO $$
        BEGIN
          IF 'lz4' = ANY ((SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression')::text[]) THEN
            ALTER TABLE loss_curves ALTER COLUMN accuracy SET COMPRESSION lz4;
          END IF;
        END
        $$;
        """;

    /// <summary>
    /// Statistics from 300 rows for each of 20 instead of 100 units: what plans ask (which sweep, which setting, which state) has few values.
    /// None of the elements of curves, nor of parameters as JSON, whose columns have their own: no plan uses them. Autovacuum gathers
    /// statistics in the midst of sweeps, so a later column of these tables gets its target too.
    /// </summary>
    /// <remarks>
    /// Measured on PostgreSQL 15: <c>ANALYZE</c> of the arrays of 6,000 curves of 1,000 points took 2.2 s; of 210,000 trials and their runs, on a busy
    /// machine, 0.98 s before and 0.15 s with this, of their curves 0.52 s without the arrays and 0.05 s with this.
    /// </remarks>
    public const string Statistics1 =
        """
        DO $$
        DECLARE
          target record;
        BEGIN
          FOR target IN
            SELECT attrelid::regclass AS place, attname AS name, CASE WHEN attname IN ('loss', 'accuracy', 'parameters') THEN 0 ELSE 20 END AS units
            FROM pg_attribute
            WHERE attrelid IN ('trials'::regclass, 'runs'::regclass, 'loss_curves'::regclass) AND attnum > 0 AND NOT attisdropped
          LOOP
            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', target.place, target.name, target.units);
          END LOOP;
        END
        $$;
        """;
}
