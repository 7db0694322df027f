namespace Sweep.Storage.Postgres;

/// <summary>
/// The table of runs: of the trials that differ only in iterations, the longest that has completed. Triggers keep it, so it is right
/// after every commit whoever wrote it, and ranking reads one narrow row a run instead of sorting all trials. Migrations create it
/// from here, so a statement that has changed gets a new constant and the old one stays.
/// </summary>
internal static class PostgresRuns
{
    public const string Table1 =
        """
        CREATE TABLE runs (
          sweep_id uuid NOT NULL,
          pattern text COLLATE "C" NOT NULL,
          learning_rate double precision NOT NULL,
          samples integer NOT NULL,
          hidden integer NOT NULL,
          replicate bigint NOT NULL,
          number bigint NOT NULL,
          iterations integer NOT NULL,
          trained_iterations integer NOT NULL,
          reached_at integer,
          best_loss double precision,
          train_seconds double precision NOT NULL,
          CONSTRAINT pk_runs PRIMARY KEY (sweep_id, pattern, learning_rate, samples, hidden, replicate),
          CONSTRAINT fk_runs_sweeps_sweep_id FOREIGN KEY (sweep_id) REFERENCES sweeps (id) ON DELETE CASCADE
        );

        COMMENT ON TABLE runs IS
          'The longest of the trials that differ only in iterations, of those that completed or were pruned; kept by triggers on trials.';
        COMMENT ON COLUMN runs.sweep_id IS 'The sweep.';
        COMMENT ON COLUMN runs.pattern IS 'The pattern.';
        COMMENT ON COLUMN runs.learning_rate IS 'The learning rate.';
        COMMENT ON COLUMN runs.samples IS 'The number of data points.';
        COMMENT ON COLUMN runs.hidden IS 'Units of the hidden layer.';
        COMMENT ON COLUMN runs.replicate IS '0-based replicate of the point.';
        COMMENT ON COLUMN runs.number IS 'The longest trial''s number.';
        COMMENT ON COLUMN runs.iterations IS 'Iterations that were planned for it.';
        COMMENT ON COLUMN runs.trained_iterations IS 'Iterations that it trained; fewer than planned where it was pruned.';
        COMMENT ON COLUMN runs.reached_at IS 'First iteration whose loss is at or below the target; null if none.';
        COMMENT ON COLUMN runs.best_loss IS 'Its smallest mean log loss.';
        COMMENT ON COLUMN runs.train_seconds IS 'Thread CPU seconds that it trained.';
        """;

    /// <summary>
    /// Once a statement, not once a row. In order of key, so that two silos with trials of the same runs wait for each other in one
    /// direction only.
    /// </summary>
    public const string Triggers1 =
        """
        CREATE FUNCTION keep_runs() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO runs (
            sweep_id, pattern, learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at, best_loss,
            train_seconds)
          SELECT DISTINCT ON (sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate)
                 sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at,
                 best_loss, train_seconds
          FROM written
          WHERE state IN ('completed', 'pruned')
          ORDER BY sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate, trained_iterations DESC, iterations DESC, number
          ON CONFLICT ON CONSTRAINT pk_runs DO UPDATE SET
            number = excluded.number, iterations = excluded.iterations, trained_iterations = excluded.trained_iterations,
            reached_at = excluded.reached_at, best_loss = excluded.best_loss, train_seconds = excluded.train_seconds
          WHERE (excluded.trained_iterations, excluded.iterations, -excluded.number)
              > (runs.trained_iterations, runs.iterations, -runs.number);
          RETURN NULL;
        END
        $$;

        COMMENT ON FUNCTION keep_runs() IS 'Keeps runs after rows of trials were written.';
        CREATE TRIGGER runs_after_insert AFTER INSERT ON trials
          REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_runs();
        CREATE TRIGGER runs_after_update AFTER UPDATE ON trials
          REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_runs();
        """;

    /// <summary>The same of the perceptron's trials alone: others have no pattern.</summary>
    public const string Keep2 =
        """
        CREATE OR REPLACE FUNCTION keep_runs() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO runs (
            sweep_id, pattern, learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at, best_loss,
            train_seconds)
          SELECT DISTINCT ON (sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate)
                 sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at,
                 best_loss, train_seconds
          FROM written
          WHERE state IN ('completed', 'pruned') AND pattern IS NOT NULL
          ORDER BY sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate, trained_iterations DESC, iterations DESC, number
          ON CONFLICT ON CONSTRAINT pk_runs DO UPDATE SET
            number = excluded.number, iterations = excluded.iterations, trained_iterations = excluded.trained_iterations,
            reached_at = excluded.reached_at, best_loss = excluded.best_loss, train_seconds = excluded.train_seconds
          WHERE (excluded.trained_iterations, excluded.iterations, -excluded.number)
              > (runs.trained_iterations, runs.iterations, -runs.number);
          RETURN NULL;
        END
        $$;
        """;

    /// <summary>Pruned trials are left out too: ranking would take them for runs that were watched for a shorter time.</summary>
    public const string Keep3 =
        """
        CREATE OR REPLACE FUNCTION keep_runs() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO runs (
            sweep_id, pattern, learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at, best_loss,
            train_seconds)
          SELECT DISTINCT ON (sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate)
                 sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at,
                 best_loss, train_seconds
          FROM written
          WHERE state = 'completed' AND pattern IS NOT NULL
          ORDER BY sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate, trained_iterations DESC, iterations DESC, number
          ON CONFLICT ON CONSTRAINT pk_runs DO UPDATE SET
            number = excluded.number, iterations = excluded.iterations, trained_iterations = excluded.trained_iterations,
            reached_at = excluded.reached_at, best_loss = excluded.best_loss, train_seconds = excluded.train_seconds
          WHERE (excluded.trained_iterations, excluded.iterations, -excluded.number)
              > (runs.trained_iterations, runs.iterations, -runs.number);
          RETURN NULL;
        END
        $$;

        COMMENT ON TABLE runs IS 'The longest of the trials that differ only in iterations, of those that completed; kept by triggers on trials.';
        COMMENT ON COLUMN runs.trained_iterations IS 'Iterations that it trained.';
        """;
}
