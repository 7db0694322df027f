namespace Sweep.Storage.Sqlite;

/// <summary>
/// The views that people query, in SQL that a plain SQLite 3.38 or newer runs too. Migrations create them from here, so a view that has
/// changed gets a new constant and the old one stays.
/// </summary>
internal static class SqliteViews
{
    /// <summary>
    /// One row a recorded point. Reaching into the accuracies by position costs time in proportion to the position, so long curves
    /// are joined by sorting instead; in both halves a condition on sweep_id and number reaches the primary key. A row
    /// that holds no JSON, which somebody has written, is left out: the functions would end the whole query with an error.
    /// </summary>
    public const string LossPoints1 =
        """
        CREATE VIEW loss_points AS
        SELECT c.sweep_id AS sweep_id, c.number AS number, min(l.key * c.every, c.last_iteration) AS iteration, l.value AS loss,
               c.accuracy ->> l.key AS accuracy
        FROM loss_curves c, json_each(c.loss) l
        WHERE c.last_iteration / c.every <= 4000 AND CASE WHEN typeof(c.loss) = 'text' AND typeof(c.accuracy) = 'text' THEN json_valid(c.loss) AND json_valid(c.accuracy) END
        UNION ALL
        SELECT c.sweep_id, c.number, min(p.key * c.every, c.last_iteration), p.value ->> 0, p.value ->> 1
        FROM loss_curves c, json_each((
          SELECT json_group_array(json_array(pair.loss, pair.accuracy))
          FROM (
            SELECT max(half.loss) AS loss, max(half.accuracy) AS accuracy
            FROM (
              SELECT l.key AS k, l.value AS loss, NULL AS accuracy FROM json_each(c.loss) l
              UNION ALL
              SELECT a.key, NULL, a.value FROM json_each(c.accuracy) a
            ) half
            GROUP BY half.k
            ORDER BY half.k
          ) pair)) p
        WHERE c.last_iteration / c.every > 4000 AND CASE WHEN typeof(c.loss) = 'text' AND typeof(c.accuracy) = 'text' THEN json_valid(c.loss) AND json_valid(c.accuracy) END
        """;

    /// <summary>
    /// One row a value of any metric of any trainer; a condition on sweep_id and number reaches the primary keys. Long metrics are joined by sorting, and what
    /// is no JSON is left out, as in <see cref="LossPoints1"/>; values go that way as text, for JSON of SQLite has 15 digits, and no infinity, in some versions.
    /// </summary>
    public const string MetricPoints1 =
        """
        CREATE VIEW metric_points AS
        SELECT c.sweep_id AS sweep_id, c.number AS number, 'loss' AS metric, min(p.key * c.every, c.last_iteration) AS step, p.value AS value
        FROM loss_curves c, json_each(c.loss) p
        WHERE CASE WHEN typeof(c.loss) = 'text' THEN json_valid(c.loss) END
        UNION ALL
        SELECT c.sweep_id, c.number, 'accuracy', min(p.key * c.every, c.last_iteration), p.value
        FROM loss_curves c, json_each(c.accuracy) p
        WHERE CASE WHEN typeof(c.accuracy) = 'text' THEN json_valid(c.accuracy) END
        UNION ALL
        SELECT c.sweep_id, c.number, c.metric, s.value, c."values" ->> s.key
        FROM metric_curves c, json_each(c.steps) s
        WHERE CASE WHEN typeof(c.steps) = 'text' AND typeof(c."values") = 'text' THEN
                CASE WHEN json_valid(c.steps) AND json_valid(c."values") THEN json_array_length(c.steps) <= 4000 END
              END
        UNION ALL
        SELECT c.sweep_id, c.number, c.metric, p.value ->> 0, CAST(p.value ->> 1 AS REAL)
        FROM metric_curves c, json_each((
          SELECT json_group_array(json_array(pair.step, pair.value))
          FROM (
            SELECT max(half.step) AS step,
                   max(CASE WHEN half.value IS NULL THEN NULL WHEN half.value >= 9e999 THEN '9e999' WHEN half.value <= -9e999 THEN '-9e999'
                       ELSE printf('%!.17g', half.value) END) AS value
            FROM (
              SELECT s.key AS k, s.value AS step, NULL AS value FROM json_each(c.steps) s
              UNION ALL
              SELECT v.key, NULL, v.value FROM json_each(c."values") v
            ) half
            GROUP BY half.k
            ORDER BY half.k
          ) pair)) p
        WHERE CASE WHEN typeof(c.steps) = 'text' AND typeof(c."values") = 'text' THEN
                CASE WHEN json_valid(c.steps) AND json_valid(c."values") THEN json_array_length(c.steps) > 4000 END
              END
        """;

    /// <summary>
    /// How each pattern did: Kaplan–Meier median of iterations to the target over runs, a run being the longest of the trials that
    /// differ only in iterations. From the table of runs, and by the distinct times at which runs ended: all else then has a row a time,
    /// not a row a trial. Every window is partitioned by sweep_id first, so that a condition on it reaches the primary key. The group's order
    /// starts with the time, because that decides most comparisons at once.
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
          GROUP BY coalesce(reached_at, trained_iterations), pattern, sweep_id
        ), risks AS (
          SELECT *, sum(ended) OVER pattern AS trials,
                 sum(ended) OVER pattern - coalesce(sum(ended) OVER before, 0) AS at_risk
          FROM times
          WINDOW pattern AS (PARTITION BY sweep_id, pattern),
                 before AS (PARTITION BY sweep_id, pattern ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ), survival AS (
          SELECT *,
                 coalesce(sum(CASE WHEN ended > reached AND at_risk > ended THEN ln(1.0 * (at_risk - reached) / (at_risk - ended)) ELSE 0.0 END)
                            OVER before, 0.0) AS censoring,
                 coalesce(sum(ended > reached) OVER before, 0) AS factors
          FROM risks
          WINDOW before AS (PARTITION BY sweep_id, pattern ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ), medians AS (
          SELECT sweep_id, pattern, trials, sum(reached) OVER pattern AS reached,
                 min(CASE WHEN reached > 0
                           AND 2.0 * (at_risk - reached) * exp(censoring) <= trials * (1 + (factors > 0) * (factors + 16) * 1e-15)
                          THEN t END) OVER pattern AS median_iterations,
                 min(CASE WHEN reached > 0 THEN t END) OVER pattern AS best_iterations,
                 min(best_loss) OVER pattern AS best_loss,
                 sum(train_seconds) OVER pattern / trials AS mean_train_seconds,
                 row_number() OVER pattern AS line
          FROM survival
          WINDOW pattern AS (PARTITION BY sweep_id, pattern)
        )
        SELECT sweep_id, pattern, trials, reached, 1.0 * reached / trials AS reached_share, median_iterations, best_iterations, best_loss,
               mean_train_seconds
        FROM medians
        WHERE line = 1
        """;
}
