using Npgsql;
using Sweep.Core.Analysis;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage.Faults;
using Sweep.Storage.Relational;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Gathers the runs of a sweep by setting. The server groups, so that what travels is one array a setting; a run is its step of
/// reaching the target, or minus one less than its trained steps where it was censored.
/// </summary>
internal static class PostgresSettingReader
{
    private const string Run = "(number / ($2::bigint * $3)) * $2 + number % $2";

    public static async Task<IReadOnlyList<SettingRuns>> ReadAsync(
        NpgsqlConnection connection, Guid id, SettingPlaces places, DamageSink damage, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(StatementOf(places), connection);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = places.Inner });
        command.Parameters.Add(new() { Value = places.Steps.LongLength });
        command.Parameters.Add(new() { Value = places.Steps });
        command.Parameters.Add(new() { Value = places.Replicates });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var settings = new List<SettingRuns>();
        var row = new StoredRow(reader, places.IsInRuns ? "runs" : "trials");
        while (await reader.ReadAsync(cancellation))
        {
            try
            {
                settings.Add(Read(row, id, places));
            }
            catch (DamagedRowException damaged)
            {
                damage.Take(damaged.Damage);
            }
        }

        return settings;
    }

    private static string StatementOf(SettingPlaces places)
    {
        var (best, column) = (places.Ranking.Objective.Goal == Goal.Minimize ? "min" : "max", places.BestColumn);
        var setting = places.IsByTrial ? "number / $5" : $"({Run}) / $5";
        var counted = $"trials WHERE sweep_id = $1 AND {places.IsCounted}";
        var longest =
            $"(SELECT DISTINCT ON ({Run}) * FROM {counted} ORDER BY {Run}, trained_iterations DESC, ($4::bigint[])[1 + number / $2 % $3] DESC) AS longest";
        var source = places.IsInRuns ? "runs WHERE sweep_id = $1" : places.IsByTrial ? counted : longest;
        return $"SELECT min(number) AS number, max(($4::bigint[])[1 + number / $2 % $3]) AS iterations, {best}({column}) AS {column}, "
            + "array_agg(coalesce(reached_at, -1 - trained_iterations)) AS trained_iterations, array_agg(number % $5) AS replicate "
            + $"FROM {source} GROUP BY {setting}";
    }

    private static SettingRuns Read(StoredRow row, Guid id, SettingPlaces places)
    {
        row.Is(id, row.IsNull(0) ? null : row.Whole(0));
        var number = row.Whole(0, 0, places.Space.PlannedTrials - 1);
        if (!places.IsByTrial)
            number = places.AtSteps(number, row.Int(1, 1, TrainingLimits.Iterations));
        var best = row.NumberOrNull(2) ?? double.NaN;
        var (runs, replicates) = (row.Wholes<int>(3), row.Wholes<long>(4));
        var observations = new Observation[runs.Length];
        for (var k = 0; k < runs.Length; k++)
            observations[k] = Decode(runs[k], (uint)replicates[k]);
        return new SettingRuns(places.Space.TrialAt(number).Point, observations, double.IsNaN(best) ? places.Ranking.Objective.Worst : best)
        {
            FirstNumber = number - number % places.Replicates,
        };
    }

    private static Observation Decode(int run, uint replicate) => run >= 0 ? new(run, Reached: true, replicate) : new(-1 - run, Reached: false, replicate);
}
