namespace Sweep.Storage.Sqlite;

/// <summary>
/// The table of runs: of the trials that differ only in iterations, the longest that has completed. Triggers keep it, so it is right
/// after every commit whoever wrote it, and ranking reads one narrow row a run instead of sorting all trials. Migrations create it
/// from here, so a statement that has changed gets a new constant and the old one stays.
/// </summary>
internal static class SqliteRuns
{
    public const string Table1 =
        """
        CREATE TABLE runs (
          sweep_id TEXT NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
          pattern TEXT NOT NULL,
          learning_rate REAL NOT NULL,
          samples INTEGER NOT NULL,
          hidden INTEGER NOT NULL,
          replicate INTEGER NOT NULL,
          number INTEGER NOT NULL,
          iterations INTEGER NOT NULL,
          trained_iterations INTEGER NOT NULL,
          reached_at INTEGER NULL,
          best_loss REAL NULL,
          train_seconds REAL NOT NULL,
          PRIMARY KEY (sweep_id, pattern, learning_rate, samples, hidden, replicate)
        ) WITHOUT ROWID
        """;

    public const string AfterInsert1 = "CREATE TRIGGER runs_after_insert AFTER INSERT ON trials " + Keep1;

    public const string AfterUpdate1 = "CREATE TRIGGER runs_after_update AFTER UPDATE ON trials " + Keep1;

    public const string AfterInsert2 = "CREATE TRIGGER runs_after_insert AFTER INSERT ON trials " + Exercise2 + Keep;

    public const string AfterUpdate2 = "CREATE TRIGGER runs_after_update AFTER UPDATE ON trials " + Exercise2 + Keep;

    public const string AfterInsert3 = "CREATE TRIGGER runs_after_insert AFTER INSERT ON trials " + Completed3 + Keep;

    public const string AfterUpdate3 = "CREATE TRIGGER runs_after_update AFTER UPDATE ON trials " + Completed3 + Keep;

    private const string Keep1 = "WHEN new.state IN ('completed', 'pruned')\n" + Keep;

    private const string Exercise2 = "WHEN new.state IN ('completed', 'pruned') AND new.pattern IS NOT NULL\n";

    private const string Completed3 = "WHEN new.state = 'completed' AND new.pattern IS NOT NULL\n";

    private const string Keep =
        """
        BEGIN
          INSERT INTO runs (
            sweep_id, pattern, learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at, best_loss,
            train_seconds)
          VALUES (
            new.sweep_id, new.pattern, new.learning_rate, new.samples, new.hidden, new.replicate, new.number, new.iterations,
            new.trained_iterations, new.reached_at, new.best_loss, new.train_seconds)
          ON CONFLICT (sweep_id, pattern, learning_rate, samples, hidden, replicate) DO UPDATE SET
            number = excluded.number, iterations = excluded.iterations, trained_iterations = excluded.trained_iterations,
            reached_at = excluded.reached_at, best_loss = excluded.best_loss, train_seconds = excluded.train_seconds
          WHERE (excluded.trained_iterations, excluded.iterations, -excluded.number)
              > (runs.trained_iterations, runs.iterations, -runs.number);
        END
        """;
}
