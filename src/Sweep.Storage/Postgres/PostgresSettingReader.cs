using Npgsql;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Gathers the runs of a sweep by setting. The server groups, so that what travels is one array a setting; a run is its iteration of
/// reaching the target, or minus one less than its trained iterations where it was censored.
/// </summary>
internal static class PostgresSettingReader
{
    private const string Columns =
        "SELECT pattern, learning_rate, max(iterations), samples, hidden, min(best_loss), array_agg(coalesce(reached_at, -1 - trained_iterations)) AS trained_iterations, min(number) FROM ";

    private const string Runs = Columns + "runs WHERE sweep_id = $1 GROUP BY pattern, learning_rate, samples, hidden";

    private const string Trials =
        Columns + "trials WHERE sweep_id = $1 AND state IN ('completed', 'pruned') GROUP BY pattern, learning_rate, iterations, samples, hidden";

    public static async Task<IReadOnlyList<SettingRuns>> ReadAsync(
        NpgsqlConnection connection, Guid id, ParameterName by, DamageSink damage, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(by == ParameterName.Iterations ? Trials : Runs, connection);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var settings = new List<SettingRuns>();
        var row = new StoredRow(reader, by == ParameterName.Iterations ? "trials" : "runs");
        while (await reader.ReadAsync(cancellation))
        {
            try
            {
                settings.Add(Read(row, id));
            }
            catch (DamagedRowException damaged)
            {
                damage.Take(damaged.Damage);
            }
        }

        return settings;
    }

    private static SettingRuns Read(StoredRow row, Guid id)
    {
        row.Is(id, row.IsNull(7) ? null : row.Whole(7));
        var point = new TrialPoint(
            row.Word<Pattern>(0, PatternNames.TryParse, "pattern of this version"), row.Finite(1, double.Epsilon), row.Int(2, 1, TrainingLimits.Iterations),
            row.Int(3, 1, TrainingLimits.Samples), row.Int(4, 1, TrainingLimits.Hidden));
        var best = row.NumberOrNull(5) ?? double.NaN;
        return new SettingRuns(point, Array.ConvertAll(row.Ints(6), Decode), double.IsNaN(best) ? double.PositiveInfinity : best);
    }

    private static Observation Decode(int run) => run >= 0 ? new(run, Reached: true) : new(-1 - run, Reached: false);
}
