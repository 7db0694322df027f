using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Sqlite;

/// <summary>Writes finished trials, their curves and metrics by prepared statements, inside a transaction that the caller began.</summary>
internal sealed class SqliteCommitter(SqliteCommitStatements statements, string place)
{
    // Of each sweep the number from which on it takes none.
    private readonly Dictionary<Guid, long> _accepting = [];

    public CommitOutcome[] Commit(IReadOnlyList<EncodedTrial> trials, IReadOnlyList<Guid> endedLeases)
    {
        var outcomes = new CommitOutcome[trials.Count];
        for (var k = 0; k < outcomes.Length; k++)
            outcomes[k] = Commit(trials[k]);
        DeleteCheckpoints(trials, outcomes);
        foreach (var lease in endedLeases)
        {
            statements.DeleteLease.Bind(1, lease);
            statements.DeleteLease.Step();
        }

        return outcomes;
    }

    /// <summary>One trial, where its lease stands; a transaction that writes has the whole file, so nobody ends it meanwhile.</summary>
    public CommitOutcome CommitClaim(IReadOnlyList<EncodedTrial> trial, Guid lease)
    {
        var sweep = trial[0].Trial.SweepId;
        if (!Accepts(trial[0].Trial))
            return CommitOutcome.Refused;
        statements.FindLease.Bind(1, lease);
        statements.FindLease.Bind(2, sweep);
        var stands = statements.FindLease.Step();
        statements.FindLease.Reset();
        return stands ? Commit(trial, [lease])[0] : CommitOutcome.Fenced;
    }

    private CommitOutcome Commit(EncodedTrial encoded)
    {
        var trial = encoded.Trial;
        if (!Accepts(trial))
            return CommitOutcome.Refused;
        TrialBinding.Bind(statements.InsertTrial, encoded);
        statements.InsertTrial.Step();
        if (statements.InsertTrial.Changes == 0)
            return IsThere(trial) ? CommitOutcome.Duplicate : throw StoreFaults.DroppedRow(place, "trials", trial.Trial.Number);
        if (trial.Curve is { } curve)
            InsertCurve(encoded, curve.Every, curve.LastIteration);
        foreach (var metric in encoded.Metrics)
            InsertMetric(trial, metric);
        return CommitOutcome.Committed;
    }

    private bool IsThere(FinishedTrial trial)
    {
        statements.FindTrial.Bind(1, trial.SweepId);
        statements.FindTrial.Bind(2, trial.Trial.Number);
        var isThere = statements.FindTrial.Step();
        statements.FindTrial.Reset();
        return isThere;
    }

    /// <summary>Few sweeps have checkpoints; the others are not to pay for them trial by trial.</summary>
    private void DeleteCheckpoints(IReadOnlyList<EncodedTrial> trials, CommitOutcome[] outcomes)
    {
        if (!statements.AnyCheckpoint.Step())
            return;
        statements.AnyCheckpoint.Reset();
        for (var k = 0; k < outcomes.Length; k++)
        {
            if (outcomes[k] == CommitOutcome.Refused)
                continue;
            statements.DeleteCheckpoint.Bind(1, trials[k].Trial.SweepId);
            statements.DeleteCheckpoint.Bind(2, trials[k].Trial.Trial.Number);
            statements.DeleteCheckpoint.Step();
        }
    }

    /// <summary>All but cancelled sweeps accept what is planned: what was trained is kept, whatever became of the sweep meanwhile.</summary>
    private bool Accepts(FinishedTrial trial)
    {
        var sweep = trial.SweepId;
        if (!_accepting.TryGetValue(sweep, out var end))
        {
            end = long.MinValue;
            statements.SweepState.Bind(1, sweep);
            if (statements.SweepState.Step())
            {
                if (SweepStateText.Parse(statements.SweepState.ColumnText(0)) != SweepState.Cancelled)
                    end = statements.SweepState.ColumnInt64(1);
                statements.SweepState.Reset();
            }

            _accepting[sweep] = end;
        }

        return trial.Trial.Number < end;
    }

    private void InsertMetric(FinishedTrial trial, EncodedMetric metric)
    {
        var insert = statements.InsertMetric;
        insert.Bind(1, trial.SweepId);
        insert.Bind(2, trial.Trial.Number);
        insert.Bind(3, metric.Name);
        insert.Bind(4, metric.Steps);
        insert.Bind(5, metric.Values);
        try
        {
            insert.Step();
        }
        finally
        {
            insert.Unbind(4);
            insert.Unbind(5);
        }

        if (insert.Changes == 0)
            throw StoreFaults.DroppedRow(place, "metric_curves", trial.Trial.Number);
    }

    private void InsertCurve(EncodedTrial encoded, int every, int lastIteration)
    {
        var insert = statements.InsertCurve;
        insert.Bind(1, encoded.Trial.SweepId);
        insert.Bind(2, encoded.Trial.Trial.Number);
        insert.Bind(3, (long)every);
        insert.Bind(4, (long)lastIteration);
        insert.Bind(5, encoded.Loss);
        insert.Bind(6, encoded.Accuracy);
        try
        {
            insert.Step();
        }
        finally
        {
            // Texts that are bound where they lie end with the trial.
            insert.Unbind(5);
            insert.Unbind(6);
        }

        if (insert.Changes == 0)
            throw StoreFaults.DroppedRow(place, "loss_curves", encoded.Trial.Trial.Number);
    }
}
