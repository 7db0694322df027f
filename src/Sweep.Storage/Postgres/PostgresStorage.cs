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

    /// <summary>Values as they are, like losses; steps, which ascend evenly, as accuracies are. Of neither does a plan ask anything.</summary>
    public const string Metrics1 =
        """
        ALTER TABLE metric_curves ALTER COLUMN values SET STORAGE EXTERNAL;
        DO $$
        BEGIN
          IF 'lz4' = ANY ((SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression')::text[]) THEN
            ALTER TABLE metric_curves ALTER COLUMN steps SET COMPRESSION lz4;
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

    /// <summary>
    /// Numbers of data sets by lz4 where the server has it, else by its own default, whose pglz takes its time over 64 MiB; no statistics of them, as no plan
    /// uses any.
    /// </summary>
    public const string DataSets1 =
        """
        ALTER TABLE data_set_contents ALTER COLUMN content SET STATISTICS 0;
        DO $$
        BEGIN
          IF 'lz4' = ANY ((SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression')::text[]) THEN
            ALTER TABLE data_set_contents ALTER COLUMN content SET COMPRESSION lz4;
          END IF;
        END
        $$;
        """;

    /// <summary>As <see cref="Statistics1"/>, of the columns that came with metrics; a trainer's last lines are long, and nobody asks for one of them.</summary>
    public const string Statistics2 =
        """
        ALTER TABLE trials ALTER COLUMN final_objective SET STATISTICS 20, ALTER COLUMN best_objective SET STATISTICS 20,
          ALTER COLUMN diverged SET STATISTICS 20, ALTER COLUMN log_tail SET STATISTICS 0;
        ALTER TABLE metric_curves ALTER COLUMN sweep_id SET STATISTICS 20, ALTER COLUMN number SET STATISTICS 20, ALTER COLUMN metric SET STATISTICS 20,
          ALTER COLUMN steps SET STATISTICS 0, ALTER COLUMN values SET STATISTICS 0;
        """;

    /// <summary>
    /// The perceptron's objective is its loss. The table of runs asks nothing of these columns, so its trigger is not to run for every row. A row is
    /// looked at by its own values, for a NaN is no finite number.
    /// </summary>
    public const string FillObjectives1 =
        """
        ALTER TABLE trials DISABLE TRIGGER USER;
        UPDATE trials SET
          final_objective = CASE WHEN final_loss > '-Infinity' AND final_loss < 'Infinity' THEN final_loss END,
          best_objective = CASE WHEN best_loss > '-Infinity' AND best_loss < 'Infinity' THEN best_loss END,
          diverged = NOT (final_loss > '-Infinity' AND final_loss < 'Infinity')
        WHERE final_loss IS NOT NULL;
        ALTER TABLE trials ENABLE TRIGGER USER;
        """;
}
