using System.Runtime.InteropServices;
using System.Text;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>Gathers the runs of a sweep by setting, row by row without a provider's objects between.</summary>
internal static class SqliteSettingReader
{
    private const string Columns = "SELECT pattern, learning_rate, iterations, samples, hidden, trained_iterations, reached_at, best_loss FROM ";
    private const string Runs = Columns + "runs WHERE sweep_id = ?1";
    private const string Trials = Columns + "trials WHERE sweep_id = ?1 AND state IN ('completed', 'pruned')";

    private static readonly (byte[] Utf8, Pattern Pattern)[] Patterns =
        [.. Enum.GetValues<Pattern>().Select(pattern => (Encoding.UTF8.GetBytes(pattern.ToName()), pattern))];

    public static IReadOnlyList<SettingRuns> Read(SqliteSession session, Guid id, ParameterName by)
    {
        var byIterations = by == ParameterName.Iterations;
        var settings = new Dictionary<TrialPoint, SettingBuilder>();
        using var statement = new SqliteStatement(session.Connection, byIterations ? Trials : Runs);
        statement.Bind(1, id);
        while (statement.Step())
        {
            var iterations = (int)statement.ColumnInt64(2);
            var point = new TrialPoint(
                PatternOf(statement.ColumnUtf8(0)),
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

    private static Pattern PatternOf(ReadOnlySpan<byte> utf8)
    {
        foreach (var (name, pattern) in Patterns)
        {
            if (utf8.SequenceEqual(name))
                return pattern;
        }

        throw new StoreException($"runs.pattern: \"{Encoding.UTF8.GetString(utf8)}\" is no pattern of this version: use the version of Sweep that wrote it", false, null);
    }
}
