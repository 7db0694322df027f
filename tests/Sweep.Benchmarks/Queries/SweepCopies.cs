using Npgsql;
using Sweep.Storage.Trials;

namespace Sweep.Benchmarks.Queries;

/// <summary>
/// Fills a PostgreSQL with copies of a sweep, made by the server: nine at a time, whose rows lie among each other as those of nine sweeps do that run
/// together. Their curves are cut to 20 points, for the disk's sake.
/// </summary>
internal static class SweepCopies
{
    /// <summary>Name of the copies.</summary>
    public const string Name = "copy";

    private const int Together = 9;

    private static readonly string Columns = string.Join(", ", TrialColumns.All.Skip(1).Select(column => column.Name));

    /// <summary>Makes so many as are not there yet.</summary>
    /// <returns>The ids of all.</returns>
    public static async Task<Guid[]> MakeAsync(NpgsqlConnection connection, Guid source, int count, string name, Action<string> say)
    {
        var there = await FindAsync(connection, name);
        var started = TimeProvider.System.GetTimestamp();
        await RunAsync(connection, "SET synchronous_commit = off");
        for (var made = there.Length; made < count; made += Together)
        {
            Guid[] ids = [.. Enumerable.Range(0, Math.Min(Together, count - made)).Select(_ => Guid.CreateVersion7())];
            await RunAsync(
                connection,
                """
                INSERT INTO sweeps (id, name, spec_text, spec, spec_hash, state, numerics, planned_trials, frontier, epoch, created_at, finished_at)
                SELECT c.id, $3, s.spec_text, s.spec, s.spec_hash, 'completed', s.numerics, s.planned_trials, s.planned_trials, 1, now(), now()
                FROM sweeps s, unnest($2) AS c(id) WHERE s.id = $1
                """,
                source, ids, name);
            await RunAsync(
                connection,
                $"INSERT INTO trials (sweep_id, {Columns}) SELECT c.id, {Columns} FROM trials t, unnest($2) AS c(id) WHERE t.sweep_id = $1 ORDER BY t.number, c.id",
                source, ids);
            await RunAsync(
                connection,
                """
                INSERT INTO loss_curves (sweep_id, number, every, last_iteration, loss, accuracy)
                SELECT c.id, t.number, 1, cardinality(t.loss[1:20]) - 1, t.loss[1:20], t.accuracy[1:20] FROM loss_curves t, unnest($2) AS c(id)
                WHERE t.sweep_id = $1 ORDER BY t.number, c.id
                """,
                source, ids);
        }

        if (there.Length >= count)
            return there;
        await RunAsync(connection, "VACUUM (ANALYZE) trials, runs, loss_curves, sweeps");
        say($"made {count - there.Length:N0} copies in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0} s");
        return await FindAsync(connection, name);
    }

    public static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
#pragma warning disable CA2100 // Made of constants.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Guid[]> FindAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM sweeps WHERE name = $1 AND deleted_at IS NULL", connection);
        command.Parameters.AddWithValue(name);
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }
}
