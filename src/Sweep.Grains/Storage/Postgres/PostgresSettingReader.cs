using Npgsql;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// Gathers the runs of a sweep by setting. The server groups, so that what travels is one array a setting; a run is its iteration of
/// reaching the target, or minus one less than its trained iterations where it was censored.
/// </summary>
internal static class PostgresSettingReader
{
    private const string Columns =
        "SELECT pattern, learning_rate, max(iterations), samples, hidden, min(best_loss), array_agg(coalesce(reached_at, -1 - trained_iterations)) FROM ";

    private const string Runs = Columns + "runs WHERE sweep_id = $1 GROUP BY pattern, learning_rate, samples, hidden";

    private const string Trials =
        Columns + "trials WHERE sweep_id = $1 AND state IN ('completed', 'pruned') GROUP BY pattern, learning_rate, iterations, samples, hidden";

    public static async Task<IReadOnlyList<SettingRuns>> ReadAsync(
        NpgsqlConnection connection, Guid id, ParameterName by, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(by == ParameterName.Iterations ? Trials : Runs, connection);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var settings = new List<SettingRuns>();
        while (await reader.ReadAsync(cancellation))
        {
            var name = reader.GetString(0);
            if (!PatternNames.TryParse(name, out var pattern))
                throw new StoreException($"runs.pattern: \"{name}\" is no pattern of this version: use the version of Sweep that wrote it", false, null);
            var point = new TrialPoint(pattern, reader.GetDouble(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4));
            var best = reader.IsDBNull(5) ? double.NaN : reader.GetDouble(5);
            var runs = reader.GetFieldValue<int[]>(6);
            settings.Add(new SettingRuns(point, Array.ConvertAll(runs, Decode), double.IsNaN(best) ? double.PositiveInfinity : best));
        }

        return settings;
    }

    private static Observation Decode(int run) => run >= 0 ? new(run, Reached: true) : new(-1 - run, Reached: false);
}
