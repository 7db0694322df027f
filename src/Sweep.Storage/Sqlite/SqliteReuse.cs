using Sweep.Core.Scheduling;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;
using Sweep.Storage.Relational;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Sqlite;

/// <summary>Copies results from other sweeps, inside a transaction that the caller began.</summary>
internal sealed class SqliteReuse(SqliteSession session, string place) : IDisposable
{
    private readonly SqliteStatement _isOwned = new(session.Connection, "SELECT 1 FROM sweeps WHERE id = ?1 AND epoch = ?2 AND state = 'running'");

    private readonly SqliteStatement _copyTrial = new(
        session.Connection,
        $"""
        INSERT INTO trials ({TrialColumns.Names})
        SELECT {TrialColumns.Copied(sweep: "?1", number: "?2", replicate: "?3", now: "?4")}
        FROM trials t LEFT JOIN loss_curves c ON c.sweep_id = t.sweep_id AND c.number = t.number
        WHERE t.sweep_id = ?5 AND t.number = ?6 AND t.content_key = ?7 AND {ReuseQueries.IsResult}
          AND {string.Join(" AND ", TrialColumns.All.Select(column => $"typeof(t.{column.Name}) IN ({TypesOf(column)})"))}
        ON CONFLICT (sweep_id, number) DO NOTHING
        """);

    private readonly SqliteStatement _copyCurve = new(
        session.Connection,
        """
        INSERT INTO loss_curves (sweep_id, number, every, last_iteration, loss, accuracy)
        SELECT ?1, ?2, every, last_iteration, loss, accuracy FROM loss_curves WHERE sweep_id = ?3 AND number = ?4
        """);

    private readonly SqliteStatement _copyMetrics = new(
        session.Connection,
        """
        INSERT INTO metric_curves (sweep_id, number, metric, steps, "values")
        SELECT ?1, ?2, metric, steps, "values" FROM metric_curves WHERE sweep_id = ?3 AND number = ?4
        """);

    private readonly SqliteStatement _deleteCheckpoint = new(session.Connection, "DELETE FROM checkpoints WHERE sweep_id = ?1 AND number = ?2");

    private readonly SqliteStatement _readRank = new(session.Connection, "SELECT reached_at, best_objective FROM trials WHERE sweep_id = ?1 AND number = ?2 AND origin = 'reused'");

    public IReadOnlyList<TrialRank> Copy(Guid id, long epoch, IReadOnlyList<ReusableTrial> wanted, DateTimeOffset now)
    {
        _isOwned.Bind(1, id);
        _isOwned.Bind(2, epoch);
        if (!_isOwned.Step())
            return [];
        _isOwned.Reset();
        var copied = new Dictionary<long, TrialRank>();
        _copyTrial.Bind(1, id);
        _copyTrial.Bind(4, UtcText.Format(now));
        foreach (var trial in wanted.Where(trial => trial.From != id))
            if (!copied.ContainsKey(trial.Number) && TryCopyTrial(trial))
                copied.Add(trial.Number, Complete(id, trial));

        // An answer may have been lost.
        foreach (var number in wanted.Select(trial => trial.Number).Where(number => !copied.ContainsKey(number)))
            if (ReadRank(id, number) is { } rank)
                copied[number] = rank;
        return [.. copied.Values];
    }

    public void Dispose()
    {
        _isOwned.Dispose();
        _copyTrial.Dispose();
        _copyCurve.Dispose();
        _copyMetrics.Dispose();
        _deleteCheckpoint.Dispose();
        _readRank.Dispose();
    }

    private bool TryCopyTrial(in ReusableTrial trial)
    {
        _copyTrial.Bind(2, trial.Number);
        _copyTrial.Bind(3, (long)trial.Replicate);
        _copyTrial.Bind(5, trial.From);
        _copyTrial.Bind(6, trial.FromNumber);
        _copyTrial.Bind(7, trial.ContentKey);
        _copyTrial.Step();
        return _copyTrial.Changes > 0;
    }

    /// <summary>What belongs to a row that was copied.</summary>
    private TrialRank Complete(Guid id, in ReusableTrial trial)
    {
        // Of a trial that has neither curve nor metrics nothing is copied.
        var curves = Copy(_copyCurve, id, trial);
        if (Copy(_copyMetrics, id, trial) + curves == 0)
            throw StoreFaults.DroppedRow(place, "loss_curves", trial.Number);
        _deleteCheckpoint.Bind(1, id);
        _deleteCheckpoint.Bind(2, trial.Number);
        _deleteCheckpoint.Step();
        return ReadRank(id, trial.Number) ?? throw StoreFaults.DroppedRow(place, "trials", trial.Number);
    }

    private static int Copy(SqliteStatement copy, Guid id, in ReusableTrial trial)
    {
        copy.Bind(1, id);
        copy.Bind(2, trial.Number);
        copy.Bind(3, trial.From);
        copy.Bind(4, trial.FromNumber);
        copy.Step();
        return copy.Changes;
    }

    private TrialRank? ReadRank(Guid id, long number)
    {
        _readRank.Bind(1, id);
        _readRank.Bind(2, number);
        if (!_readRank.Step())
            return null;
        var rank = new TrialRank(
            number, _readRank.IsNull(0) ? null : (int)_readRank.ColumnInt64(0), _readRank.IsNull(1) ? double.NaN : _readRank.ColumnDouble(1));
        _readRank.Reset();
        return rank;
    }

    /// <summary>How SQLite keeps a value of the column that Sweep has written: it takes others too.</summary>
    private static string TypesOf(TrialColumn column)
    {
        var kind = Nullable.GetUnderlyingType(column.Kind) ?? column.Kind;
        var types = kind == typeof(int) || kind == typeof(long) || kind == typeof(bool) ? "'integer'" : kind == typeof(double) ? "'real', 'integer'" : "'text'";
        return column.IsNullable ? types + ", 'null'" : types;
    }
}
