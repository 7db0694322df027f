using System.Runtime.InteropServices;
using Sweep.Core.Analysis;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage.Faults;
using Sweep.Storage.Relational;

namespace Sweep.Storage.Sqlite;

/// <summary>Gathers the runs of a sweep by setting, row by row without a provider's objects between.</summary>
internal static class SqliteSettingReader
{
    public static IReadOnlyList<SettingRuns> Read(SqliteSession session, Guid id, SettingPlaces places, DamageSink damage)
    {
        var columns = $"SELECT number, trained_iterations, reached_at, {places.BestColumn} FROM ";
        using var statement = new SqliteStatement(
            session.Connection,
            columns + (places.IsInRuns ? "runs WHERE sweep_id = ?1" : $"trials WHERE sweep_id = ?1 AND {places.IsCounted}"));
        statement.Bind(1, id);
        var settings = new Dictionary<long, SettingBuilder>();
        var longest = new Dictionary<long, (TrialOutcome Outcome, long Setting)>();
        while (statement.Step())
        {
            if (FindDamage(statement, id, places) is { } found)
            {
                damage.Take(found);
                continue;
            }

            var trial = places.Space.TrialAt(statement.ColumnInt64(0));
            var outcome = new TrialOutcome(
                trial.Point, trial.Replicate, (int)statement.ColumnInt64(1), statement.IsNull(2) ? null : (int)statement.ColumnInt64(2),
                statement.IsNull(3) ? double.NaN : statement.ColumnDouble(3))
            {
                FirstNumber = trial.Number - trial.Replicate,
            };
            if (places.IsInRuns || places.IsByTrial)
                Add(settings, places, places.SettingOf(trial.Number), outcome);
            else if (!longest.TryGetValue(places.RunOf(trial.Number), out var other) || LongestRuns.IsLonger(outcome, other.Outcome, places.Ranking.Resource))
                longest[places.RunOf(trial.Number)] = (outcome, places.SettingOf(trial.Number));
        }

        foreach (var (outcome, setting) in longest.Values)
            Add(settings, places, setting, outcome);
        return [.. settings.Values.Select(setting => setting.Build())];
    }

    private static void Add(Dictionary<long, SettingBuilder> settings, SettingPlaces places, long place, in TrialOutcome outcome)
    {
        ref var setting = ref CollectionsMarshal.GetValueRefOrAddDefault(settings, place, out _);
        setting ??= new SettingBuilder(outcome.Point, places.Ranking);
        setting.Add(outcome);
    }

    private static RowDamage? FindDamage(SqliteStatement statement, Guid id, SettingPlaces places)
    {
        RowDamage Damage(int column, string name, string problem) => new(
            places.IsInRuns ? "runs" : "trials", name, id, statement.Type(0) == SqliteStatement.Integer ? statement.ColumnInt64(0) : null,
            $"{StoredRow.Shown(statement.IsNull(column) ? null : statement.ColumnText(column))} {problem}");

        bool IsWhole(int column, long least, long most) => statement.Type(column) == SqliteStatement.Integer
            && statement.ColumnInt64(column) is var value
            && value >= least
            && value <= most;

        if (!IsWhole(0, 0, places.Space.PlannedTrials - 1))
            return Damage(0, "number", $"is no whole number from 0 to {places.Space.PlannedTrials - 1}");
        if (!IsWhole(1, 0, TrainingLimits.Iterations))
            return Damage(1, "trained_iterations", $"is no whole number from 0 to {TrainingLimits.Iterations}");
        if (!statement.IsNull(2) && !IsWhole(2, 0, TrainingLimits.Iterations))
            return Damage(2, "reached_at", $"is no whole number from 0 to {TrainingLimits.Iterations}");
        return statement.IsNull(3) || statement.Type(3) == SqliteStatement.Real ? null : Damage(3, places.BestColumn, "is no number");
    }
}
