using Sweep.Storage.Relational;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>The statements of a commit.</summary>
internal static class CommitSql
{
    /// <summary>
    /// Holds the sweeps' rows, in order of id, against a cancel that waits for the commits in flight. KEY SHARE, so that renewing
    /// ownership and changing state never wait for a commit, and many silos that commit in turn cannot keep a cancel out; that is
    /// safe since the states are read afterwards, see <see cref="ReadAccepting"/>.
    /// </summary>
    public const string LockSweeps = "SELECT 1 FROM sweeps WHERE id = ANY($1) ORDER BY id FOR KEY SHARE";

    /// <summary>
    /// A statement of its own after the lock, whose snapshot is taken once the lock is held: a cancel is either seen here, or comes
    /// later and waits for this transaction (<see cref="WaitForCommits"/>) before it returns.
    /// </summary>
    public const string ReadAccepting =
        $"SELECT id, {PlanCuts.TakesBelow} FROM sweeps WHERE id = ANY($1) AND state <> 'cancelled'";

    /// <summary>Returns once no commit that does not know of the cancel is in flight.</summary>
    public const string WaitForCommits = "SELECT 1 FROM sweeps WHERE id = $1 FOR UPDATE";

    /// <summary>Holds the lease of a claim against whoever ends it; no row where it has ended.</summary>
    public const string HoldLease = "SELECT 1 FROM leases WHERE id = $1 AND sweep_id = $2 FOR UPDATE";

    /// <summary>
    /// The first commit wins, but a result replaces a failed row. In order of key, so that two silos with the same numbers wait for
    /// each other in one direction only. A row version that was inserted, and not updated, has no xmax.
    /// </summary>
    public static readonly string InsertTrials =
        $"""
         INSERT INTO trials AS t ({TrialColumns.Names})
         SELECT {TrialColumns.Names} FROM {StagedTrials.Rows(first: 1)} ORDER BY sweep_id, number
         ON CONFLICT (sweep_id, number) DO UPDATE SET {TrialColumns.Replacement}
         WHERE t.state = 'failed' AND excluded.state <> 'failed'
         RETURNING t.sweep_id, t.number, t.xmax <> 0
         """;

    /// <summary>Of trials whose rows were inserted into a table the first that has none: a trigger has dropped it without a word.</summary>
    public static string FindDropped(string table) =>
        "SELECT s.number FROM unnest($1, $2) AS s(sweep_id, number) "
        + $"WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE t.sweep_id = s.sweep_id AND t.number = s.number) ORDER BY s.sweep_id, s.number LIMIT 1";

    /// <summary>
    /// The server's own count, which grows within a transaction by the rows that came into the table; it costs a look into memory. Where the server
    /// counts nothing
    /// (track_counts), or the rows lie in partitions, it does not grow, and the table itself is asked.
    /// </summary>
    public const string CountCurves = "SELECT pg_stat_get_xact_tuples_inserted('loss_curves'::regclass)";

    public const string CopyCurves = "COPY loss_curves (sweep_id, number, every, last_iteration, loss, accuracy) FROM STDIN (FORMAT binary)";

    public const string CopyMetrics = "COPY metric_curves (sweep_id, number, metric, steps, values) FROM STDIN (FORMAT binary)";

    /// <summary>Of metrics whose rows were sent the trial of the first that has none.</summary>
    public const string FindDroppedMetric =
        "SELECT s.number FROM unnest($1, $2, $3) AS s(sweep_id, number, metric) WHERE NOT EXISTS (SELECT 1 FROM metric_curves m "
        + "WHERE m.sweep_id = s.sweep_id AND m.number = s.number AND m.metric = s.metric) ORDER BY s.sweep_id, s.number LIMIT 1";

    /// <summary>Of the trials that were sent: what has a row now, be it ours or an earlier one, needs no checkpoint.</summary>
    public const string DeleteCheckpoints =
        "DELETE FROM checkpoints c USING unnest($1, $2) AS t(sweep_id, number) WHERE c.sweep_id = t.sweep_id AND c.number = t.number";

    public const string DeleteLeases = "DELETE FROM leases WHERE id = ANY($1)";
}
