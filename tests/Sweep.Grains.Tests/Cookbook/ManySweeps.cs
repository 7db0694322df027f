using Npgsql;

namespace Sweep.Grains.Tests.Cookbook;

/// <summary>Thirty sweeps of a thousand trials, so that reading one sweep and reading all are different things to a planner.</summary>
internal static class ManySweeps
{
    private const string Sql =
        """
        INSERT INTO sweeps (id, name, spec_text, spec, spec_hash, state, numerics, planned_trials, frontier, epoch, created_at)
        SELECT gen_random_uuid(), CASE k WHEN 1 THEN 'cookbook' WHEN 2 THEN 'cookbook-wide' ELSE 'other-' || k END, '', '{"parameters": []}', k::text,
               'running', 1, 1000, 0, 1, now() + k * interval '1 second'
        FROM generate_series(1, 30) k;

        INSERT INTO trials (
          sweep_id, number, parameters, pattern, learning_rate, iterations, samples, hidden, replicate, data_seed, init_seed, content_key, state,
          attempt, silo, slot, started_at, finished_at, train_seconds, trained_iterations, final_loss, final_accuracy, best_loss, reached_at, error)
        SELECT id, n, '{}', (ARRAY['circle', 'diamond', 'thin_right_angle'])[1 + n % 3], 0.001 * (1 + n % 5), CASE WHEN n % 2 = 0 THEN 200 ELSE 800 END,
               CASE WHEN n % 7 < 3 THEN 100 ELSE 400 END, 4, n / 20, 0, 0, n::text, CASE WHEN n % 100 = 99 THEN 'failed' ELSE 'completed' END, 1, 'silo', 0,
               now(), now(), 0.01, 200, 0.5, 0.9, 0.4, nullif(n % 150, 0), NULL
        FROM sweeps, generate_series(0, 999) n;

        INSERT INTO loss_curves (sweep_id, number, every, last_iteration, loss, accuracy)
        SELECT sweep_id, number, 10, 190, array_fill(0.5::real, ARRAY[20]), array_fill(0.9::real, ARRAY[20]) FROM trials WHERE state = 'completed';
        INSERT INTO attempts (sweep_id, number, attempt, lease_id, silo, started_at, ended_at, reason)
        SELECT sweep_id, number, 1, gen_random_uuid(), 'silo', now(), now(), 'silo lost' FROM trials WHERE number % 100 = 7;
        ANALYZE;
        """;

    public static async Task FillAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
