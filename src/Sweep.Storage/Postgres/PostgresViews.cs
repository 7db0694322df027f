namespace Sweep.Storage.Postgres;

/// <summary>
/// The views that people query. Migrations create them from here, so a view that has changed gets a new constant and the old one stays.
/// </summary>
internal static class PostgresViews
{
    /// <summary>One row a recorded point; a condition on sweep_id and number reaches the primary key.</summary>
    public const string LossPoints1 =
        """
        CREATE VIEW loss_points AS
        SELECT c.sweep_id, c.number, least((p.place - 1) * c.every, c.last_iteration)::integer AS iteration, p.loss, p.accuracy
        FROM loss_curves c
        CROSS JOIN LATERAL unnest(c.loss, c.accuracy) WITH ORDINALITY AS p (loss, accuracy, place);

        COMMENT ON VIEW loss_points IS 'One row a recorded point of a loss curve.';
        COMMENT ON COLUMN loss_points.sweep_id IS 'The sweep.';
        COMMENT ON COLUMN loss_points.number IS 'The trial''s number in it.';
        COMMENT ON COLUMN loss_points.iteration IS '0-based iteration.';
        COMMENT ON COLUMN loss_points.loss IS 'Mean log loss of the iteration, before its update.';
        COMMENT ON COLUMN loss_points.accuracy IS 'Accuracy of the iteration, 0 to 1.';
        """;

    /// <summary>
    /// One row a value of any metric of any trainer. A condition on sweep_id and number reaches the primary keys, one on metric leaves out the tables that
    /// do not have it.
    /// </summary>
    public const string MetricPoints1 =
        """
        CREATE VIEW metric_points AS
        SELECT c.sweep_id, c.number, 'loss'::text COLLATE "C" AS metric, least((p.place - 1) * c.every, c.last_iteration)::integer AS step,
               p.value::double precision AS value
        FROM loss_curves c
        CROSS JOIN LATERAL unnest(c.loss) WITH ORDINALITY AS p (value, place)
        UNION ALL
        SELECT c.sweep_id, c.number, 'accuracy'::text COLLATE "C", least((p.place - 1) * c.every, c.last_iteration)::integer, p.value::double precision
        FROM loss_curves c
        CROSS JOIN LATERAL unnest(c.accuracy) WITH ORDINALITY AS p (value, place)
        UNION ALL
        SELECT c.sweep_id, c.number, c.metric, p.step, p.value
        FROM metric_curves c
        CROSS JOIN LATERAL unnest(c.steps, c.values) AS p (step, value);

        COMMENT ON VIEW metric_points IS 'One row a value of a metric, whatever trained: loss and accuracy of loss_curves, and all that is in metric_curves.';
        COMMENT ON COLUMN metric_points.sweep_id IS 'The sweep.';
        COMMENT ON COLUMN metric_points.number IS 'The trial''s number in it.';
        COMMENT ON COLUMN metric_points.metric IS 'Name of the metric.';
        COMMENT ON COLUMN metric_points.step IS 'Step at which it was recorded: the 0-based iteration of the perceptron, what its trainer counts of others.';
        COMMENT ON COLUMN metric_points.value IS 'The value, also where it is NaN or infinite.';
        """;

    /// <summary>
    /// How each pattern did: Kaplan–Meier median of iterations to the target over runs, a run being the longest of the trials that
    /// differ only in iterations. From the table of runs, and by the distinct times at which runs ended: all else then has a row a time,
    /// not a row a trial. Every window is partitioned by sweep_id first, so that a condition on it reaches the primary key.
    /// </summary>
    /// <remarks>
    /// With N runs, and the share S(t) of them that has not reached the target, the factors of S telescope between censored runs:
    /// S(t) = remaining(t) / N · Π remaining(u) / next(u) over the times u before t at which runs were censored, where remaining(u) is
    /// what is left at u once the target's reachers are gone, and next(u) what is left once the censored are gone too. Without
    /// censoring before t the comparison with ½ is one of integers; else the product's logarithms may err by some 1e-15 a factor,
    /// for which the comparison makes room, so that an exact ½ is not missed.
    /// </remarks>
    public const string PatternConvergence1 =
        """
        CREATE VIEW pattern_convergence AS
        WITH times AS (
          SELECT sweep_id, pattern, coalesce(reached_at, trained_iterations) AS t, count(*) AS ended, count(reached_at) AS reached,
                 min(best_loss) AS best_loss, sum(train_seconds) AS train_seconds
          FROM runs
          GROUP BY sweep_id, pattern, coalesce(reached_at, trained_iterations)
        ), risks AS (
          SELECT *, (sum(ended) OVER pattern)::bigint AS trials,
                 (sum(ended) OVER pattern - coalesce(sum(ended) OVER before, 0))::bigint AS at_risk
          FROM times
          WINDOW pattern AS (PARTITION BY sweep_id, pattern),
                 before AS (PARTITION BY sweep_id, pattern ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ), survival AS (
          SELECT *,
                 coalesce(
                   sum(CASE WHEN ended > reached AND at_risk > ended THEN ln((at_risk - reached)::double precision / (at_risk - ended)) ELSE 0 END)
                     OVER before, 0) AS censoring,
                 count(*) FILTER (WHERE ended > reached) OVER before AS factors
          FROM risks
          WINDOW before AS (PARTITION BY sweep_id, pattern ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        )
        SELECT sweep_id, pattern, max(trials) AS trials, sum(reached)::bigint AS reached,
               sum(reached)::double precision / max(trials) AS reached_share,
               min(t) FILTER (WHERE reached > 0
                                AND 2 * (at_risk - reached) * exp(censoring)
                                    <= trials * (1 + CASE WHEN factors > 0 THEN (factors + 16) * 1e-15::double precision ELSE 0 END))
                 AS median_iterations,
               min(t) FILTER (WHERE reached > 0) AS best_iterations, min(best_loss) AS best_loss,
               sum(train_seconds) / max(trials) AS mean_train_seconds
        FROM survival
        GROUP BY sweep_id, pattern;

        COMMENT ON VIEW pattern_convergence IS
          'How each pattern of a sweep did, over runs: trials that differ only in iterations are one run, of which the longest counts.';
        COMMENT ON COLUMN pattern_convergence.sweep_id IS 'The sweep.';
        COMMENT ON COLUMN pattern_convergence.pattern IS 'The pattern.';
        COMMENT ON COLUMN pattern_convergence.trials IS 'Runs, replicates included.';
        COMMENT ON COLUMN pattern_convergence.reached IS 'Runs that reached the target.';
        COMMENT ON COLUMN pattern_convergence.reached_share IS 'Share of runs that reached the target, 0 to 1.';
        COMMENT ON COLUMN pattern_convergence.median_iterations IS
          'Kaplan-Meier median of iterations to the target, runs that never reached it being censored; null where the estimated share of runs that are not there yet stays above one half.';
        COMMENT ON COLUMN pattern_convergence.best_iterations IS 'Fewest iterations to the target; null if no run reached it.';
        COMMENT ON COLUMN pattern_convergence.best_loss IS 'Least mean log loss of any run.';
        COMMENT ON COLUMN pattern_convergence.mean_train_seconds IS 'Mean thread CPU seconds of a run.';
        """;

    /// <summary>
    /// The same, sweep by sweep: where there are many, the server would take each sweep for one of other times than all others, expect most of its runs to
    /// end at a time of their own, and sort them all instead of counting them by time.
    /// </summary>
    public const string PatternConvergence2 =
        """
        CREATE OR REPLACE VIEW pattern_convergence AS
        WITH times AS (
          SELECT s.id AS sweep_id, ends.*
          FROM sweeps s CROSS JOIN LATERAL (
            SELECT pattern, coalesce(reached_at, trained_iterations) AS t, count(*) AS ended, count(reached_at) AS reached,
                   min(best_loss) AS best_loss, sum(train_seconds) AS train_seconds
            FROM runs
            WHERE runs.sweep_id = s.id
            GROUP BY pattern, coalesce(reached_at, trained_iterations)
          ) AS ends
        ), risks AS (
          SELECT *, (sum(ended) OVER pattern)::bigint AS trials,
                 (sum(ended) OVER pattern - coalesce(sum(ended) OVER before, 0))::bigint AS at_risk
          FROM times
          WINDOW pattern AS (PARTITION BY sweep_id, pattern),
                 before AS (PARTITION BY sweep_id, pattern ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ), survival AS (
          SELECT *,
                 coalesce(
                   sum(CASE WHEN ended > reached AND at_risk > ended THEN ln((at_risk - reached)::double precision / (at_risk - ended)) ELSE 0 END)
                     OVER before, 0) AS censoring,
                 count(*) FILTER (WHERE ended > reached) OVER before AS factors
          FROM risks
          WINDOW before AS (PARTITION BY sweep_id, pattern ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        )
        SELECT sweep_id, pattern, max(trials) AS trials, sum(reached)::bigint AS reached,
               sum(reached)::double precision / max(trials) AS reached_share,
               min(t) FILTER (WHERE reached > 0
                                AND 2 * (at_risk - reached) * exp(censoring)
                                    <= trials * (1 + CASE WHEN factors > 0 THEN (factors + 16) * 1e-15::double precision ELSE 0 END))
                 AS median_iterations,
               min(t) FILTER (WHERE reached > 0) AS best_iterations, min(best_loss) AS best_loss,
               sum(train_seconds) / max(trials) AS mean_train_seconds
        FROM survival
        GROUP BY sweep_id, pattern;
        """;
}
