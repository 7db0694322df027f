using Microsoft.Data.Sqlite;
using Npgsql;
using Sweep.Client.Tests.Terminal;
using Sweep.Testing.Databases;

namespace Sweep.Client.Tests.Sweeps;

/// <summary>A database with two finished sweeps, whose rows are changed behind Sweep's back.</summary>
internal sealed class TamperedRows : IDisposable
{
    public const string Innocent = "innocent-bystander";

    private const string Spec = """
        name: {0}
        parameters:
          pattern: [circle, diamond]
          learning_rate: [0.01, 0.02]
          iterations: [12]
          samples: [10]
        replicates: {1}
        reuse: none
        """;

    private readonly CliFixture _cli;
    private readonly PostgresServer? _server;
    private string _database;

    private TamperedRows(CliFixture cli, PostgresServer? server, string database) => (_cli, _server, _database) = (cli, server, database);

    public static async Task<TamperedRows> MakeAsync(PostgresServer? server, CancellationToken cancellation, int replicates = 2)
    {
        var cli = new CliFixture();
        var rows = new TamperedRows(cli, server, server is null ? cli.Database : await server.CreateDatabaseAsync(cancellation));
        foreach (var name in new[] { Innocent, "tampered" })
        {
            var run = await CliFixture.RunAsWrittenAsync(
                ["run", cli.Write($"{name}.yaml", Spec.Replace("{0}", name, StringComparison.Ordinal).Replace("{1}", $"{replicates}", StringComparison.Ordinal)), "--database", rows._database]);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        return rows;
    }

    public Task<CliRun> RunAsync(params string[] args) => CliFixture.RunAsWrittenAsync([.. args, "--database", _database]);

    public string PathOf(string name) => _cli.PathOf(name);

    /// <summary>The tampered sweep's id, or that of another.</summary>
    public async Task<string> IdAsync(string name = "tampered") =>
        (await RunAsync("list", "--json")).Json().EnumerateArray().First(one => one.GetProperty("name").GetString() == name).GetProperty("sweep_id").GetString()!;

    /// <summary>Changes rows of the tampered sweep; false where the database does not let even that happen.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">What is set.</param>
    /// <param name="value">As SQL.</param>
    /// <param name="where">Which of its rows, as SQL.</param>
    public async Task<bool> SetAsync(string table, string column, string value, string where = "1 = 1")
    {
        var mine = table == "sweeps" ? "name = 'tampered'" : "sweep_id = (SELECT id FROM sweeps WHERE name = 'tampered')";
        return await ExecuteAsync($"UPDATE {table} SET {column} = {value} WHERE {mine} AND {where}");
    }

    /// <summary>Makes the tampered sweep one that was left in the midst: trials 6 and 7 are leased, 6 was lost once, 7 has a checkpoint.</summary>
    public async Task LeaveUnfinishedAsync()
    {
        const string Then = "'2026-05-04T03:02:01.000000Z'";
        const string Lease = "'01a21363-019c-766b-844d-20b4ee6b9d7f'";
        const string Mine = "FROM sweeps WHERE name = 'tampered'";
        var blob = _server is null ? "x'0102'" : "'\\x0102'";
        var no = _server is null ? "0" : "false";
        foreach (var sql in new[]
        {
            $"UPDATE sweeps SET state = 'paused', finished_at = NULL, frontier = 0, owner = 'gone', owner_until = {Then} WHERE name = 'tampered'",
            $"DELETE FROM loss_curves WHERE number >= 6 AND sweep_id = (SELECT id {Mine})",
            $"DELETE FROM trials WHERE number >= 6 AND sweep_id = (SELECT id {Mine})",
            $"INSERT INTO leases (id, sweep_id, silo, numbers, epoch, granted_at, expires_at, alone) SELECT {Lease}, id, 'gone', '[[6,8]]', 1, {Then}, {Then}, {no} {Mine}",
            $"INSERT INTO attempts (sweep_id, number, attempt, lease_id, silo, started_at, ended_at, cause, reason, alone, progressed) SELECT id, 6, 1, {Lease}, 'gone', {Then}, {Then}, 'silo_lost', 'it died', {no}, {no} {Mine}",
            $"INSERT INTO checkpoints (sweep_id, number, lease_id, attempt, iteration, points, train_seconds, state, saved_at) SELECT id, 7, {Lease}, 1, 5, 5, 0.5, {blob}, {Then} {Mine}",
            $"INSERT INTO checkpoint_curves (sweep_id, number, start, points) SELECT id, 7, 0, {blob} {Mine}",
        })
            Assert.True(await ExecuteAsync(sql), sql);
    }

    /// <summary>Deletes rows of the tampered sweep.</summary>
    /// <inheritdoc cref="SetAsync"/>
    public Task<bool> DeleteAsync(string table, string where) =>
        ExecuteAsync($"DELETE FROM {table} WHERE sweep_id = (SELECT id FROM sweeps WHERE name = 'tampered') AND {where}");

    /// <summary>Does something to a copy of the database.</summary>
    public async Task OnCopyAsync(Func<TamperedRows, Task> act)
    {
        if (_server is null)
        {
            SqliteConnection.ClearAllPools();
            await ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            var copy = _cli.PathOf($"copy-{Guid.NewGuid():N}.db");
            File.Copy(_database, copy);
            await act(new TamperedRows(_cli, null, copy));
            return;
        }

        await using var transactionless = new NpgsqlConnection(_database + ";Pooling=false");
        NpgsqlConnection.ClearAllPools();
        var name = $"copy_{Guid.NewGuid():N}";
        await transactionless.OpenAsync();
        var own = transactionless.Database;
        await transactionless.ChangeDatabaseAsync("postgres");
        await using (var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {own}", transactionless))
            await create.ExecuteNonQueryAsync();
        await act(new TamperedRows(_cli, _server, new NpgsqlConnectionStringBuilder(_database) { Database = name }.ConnectionString));
    }

    public void Dispose() => _cli.Dispose();

    private async Task<bool> ExecuteAsync(string sql)
    {
        try
        {
            if (_server is null)
            {
                await using var connection = new SqliteConnection($"Data Source={_database};Pooling=False;Foreign Keys=False");
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = $"PRAGMA ignore_check_constraints = ON; {sql}";
                await command.ExecuteNonQueryAsync();
            }
            else
            {
                await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync();
            }

            return true;
        }
        catch (Exception refusal) when (refusal is SqliteException or PostgresException)
        {
            return false;
        }
    }
}
