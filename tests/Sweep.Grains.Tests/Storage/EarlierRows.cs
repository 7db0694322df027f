namespace Sweep.Grains.Tests.Storage;

/// <summary>
/// What a program of the first schema wrote, as plain SQL, since the present store may need columns that an earlier schema lacks. Later
/// migrations must take such rows.
/// </summary>
internal static class EarlierRows
{
    public const int Planned = 4;

    /// <summary>A running sweep of four trials, the first completed with a curve and the second failed, without an owner.</summary>
    /// <param name="sweep">Its id.</param>
    /// <param name="reals">Writes an array of real as the database's literal.</param>
    public static IEnumerable<string> Statements(Guid sweep, Func<string, string> reals)
    {
        yield return
            $$"""
              INSERT INTO sweeps (id, name, spec_text, spec, spec_hash, state, numerics, planned_trials, frontier, epoch, created_at)
              VALUES ('{{sweep:d}}', 'earlier', 'name: earlier', '{"name":"earlier"}', '5e', 'running', 1, {{Planned}}, 0, 0, '2026-05-04T03:02:01.000000Z')
              """;
        yield return Trial(sweep, 0, "completed", "3, 0.125, 0.52, 0.125, 2, 2, NULL");
        yield return Trial(sweep, 1, "failed", "0, NULL, NULL, NULL, NULL, NULL, 'lost three times'");
        yield return
            $"INSERT INTO loss_curves (sweep_id, number, every, last_iteration, loss, accuracy) VALUES ('{sweep:d}', 0, 1, 2, {reals("0.7,0.25,0.125")}, {reals("0.5,0.51,0.52")})";
    }

    private static string Trial(Guid sweep, int number, string state, string results) =>
        $$"""
          INSERT INTO trials (
            sweep_id, number, parameters, pattern, learning_rate, iterations, samples, hidden, replicate, data_seed, init_seed, content_key, state,
            attempt, silo, slot, started_at, finished_at, train_seconds, trained_iterations, final_loss, final_accuracy, best_loss, reached_at,
            converged_at, error)
          VALUES ('{{sweep:d}}', {{number}}, '{"pattern":"circle"}', 'circle', 0.001, 3, 100, 4, {{number}}, 0, 1241, '00', '{{state}}', 1, 'silo-a', 0,
                  '2026-05-04T03:02:01.000000Z', '2026-05-04T03:02:02.000000Z', 1.25, {{results}})
          """;
}
