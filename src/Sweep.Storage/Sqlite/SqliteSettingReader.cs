using System.Runtime.InteropServices;
using System.Text;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Storage.Sqlite;

/// <summary>Gathers the runs of a sweep by setting, row by row without a provider's objects between.</summary>
internal static class SqliteSettingReader
{
    private const string Columns = "SELECT pattern, learning_rate, iterations, samples, hidden, trained_iterations, reached_at, best_loss, number FROM ";
    private const string Runs = Columns + "runs WHERE sweep_id = ?1";
    private const string Trials = Columns + "trials WHERE sweep_id = ?1 AND state IN ('completed', 'pruned')";

    private static readonly (byte[] Utf8, Pattern Pattern)[] Patterns =
        [.. Enum.GetValues<Pattern>().Select(pattern => (Encoding.UTF8.GetBytes(pattern.ToName()), pattern))];

    public static IReadOnlyList<SettingRuns> Read(SqliteSession session, Guid id, ParameterName by, DamageSink damage)
    {
        var byIterations = by == ParameterName.Iterations;
        var settings = new Dictionary<TrialPoint, SettingBuilder>();
        using var statement = new SqliteStatement(session.Connection, byIterations ? Trials : Runs);
        statement.Bind(1, id);
        while (statement.Step())
        {
            if (FindDamage(statement, id, byIterations ? "trials" : "runs") is { } found)
            {
                damage.Take(found);
                continue;
            }

            var iterations = (int)statement.ColumnInt64(2);
            var point = new TrialPoint(
                PatternOf(statement.ColumnUtf8(0))!.Value,
                statement.ColumnDouble(1),
                byIterations ? iterations : 0,
                (int)statement.ColumnInt64(3),
                (int)statement.ColumnInt64(4));
            ref var setting = ref CollectionsMarshal.GetValueRefOrAddDefault(settings, point, out _);
            setting ??= new SettingBuilder(point);
            var observation = statement.IsNull(6)
                ? new Observation((int)statement.ColumnInt64(5), Reached: false)
                : new Observation((int)statement.ColumnInt64(6), Reached: true);
            setting.Add(observation, iterations, statement.IsNull(7) ? double.NaN : statement.ColumnDouble(7));
        }

        return [.. settings.Values.Select(setting => setting.Build())];
    }

    private static RowDamage? FindDamage(SqliteStatement statement, Guid id, string table)
    {
        RowDamage Damage(int column, string name, string problem) => new(
            table, name, id, statement.Type(8) == SqliteStatement.Integer ? statement.ColumnInt64(8) : null,
            $"{StoredRow.Shown(statement.IsNull(column) ? null : statement.ColumnText(column))} {problem}");

        bool IsWhole(int column, long least, long most) => statement.Type(column) == SqliteStatement.Integer
            && statement.ColumnInt64(column) is var value
            && value >= least
            && value <= most;

        if (statement.Type(0) != SqliteStatement.Text || PatternOf(statement.ColumnUtf8(0)) is null)
            return Damage(0, "pattern", "is no pattern of this version");
        if (statement.Type(1) != SqliteStatement.Real || statement.ColumnDouble(1) is not (> 0 and < double.PositiveInfinity))
            return Damage(1, "learning_rate", "is no finite number above 0");
        if (!IsWhole(2, 1, TrainingLimits.Iterations))
            return Damage(2, "iterations", $"is no whole number from 1 to {TrainingLimits.Iterations}");
        if (!IsWhole(3, 1, TrainingLimits.Samples))
            return Damage(3, "samples", $"is no whole number from 1 to {TrainingLimits.Samples}");
        if (!IsWhole(4, 1, TrainingLimits.Hidden))
            return Damage(4, "hidden", $"is no whole number from 1 to {TrainingLimits.Hidden}");
        if (!IsWhole(5, 0, TrainingLimits.Iterations))
            return Damage(5, "trained_iterations", $"is no whole number from 0 to {TrainingLimits.Iterations}");
        if (!statement.IsNull(6) && !IsWhole(6, 0, TrainingLimits.Iterations - 1))
            return Damage(6, "reached_at", $"is no whole number from 0 to {TrainingLimits.Iterations - 1}");
        return statement.IsNull(7) || statement.Type(7) == SqliteStatement.Real ? null : Damage(7, "best_loss", "is no number");
    }

    private static Pattern? PatternOf(ReadOnlySpan<byte> utf8)
    {
        foreach (var (name, pattern) in Patterns)
        {
            if (utf8.SequenceEqual(name))
                return pattern;
        }

        return null;
    }
}
