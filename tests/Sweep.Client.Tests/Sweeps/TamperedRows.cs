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
        replicates: 2
        """;

    private readonly CliFixture _cli;
    private readonly PostgresServer? _server;
    private string _database;

    private TamperedRows(CliFixture cli, PostgresServer? server, string database) => (_cli, _server, _database) = (cli, server, database);

    /// <summary>Trials of each sweep.</summary>
    public static int Planned => 8;

    public static async Task<TamperedRows> MakeAsync(PostgresServer? server, CancellationToken cancellation)
    {
        var cli = new CliFixture();
        var rows = new TamperedRows(cli, server, server is null ? cli.Database : await server.CreateDatabaseAsync(cancellation));
        foreach (var name in new[] { Innocent, "tampered" })
        {
            var run = await CliFixture.RunAsWrittenAsync(["run", cli.Write($"{name}.yaml", Spec.Replace("{0}", name, StringComparison.Ordinal)), "--database", rows._database]);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        return rows;
    }

    public Task<CliRun> RunAsync(params string[] args) => CliFixture.RunAsWrittenAsync([.. args, "--database", _database]);

    public string PathOf(string name) => _cli.PathOf(name);

    /// <summary>The tampered sweep's id.</summary>
    public async Task<string> IdAsync() => (await RunAsync("list", "--json")).Json().EnumerateArray().First(one => one.GetProperty("name").GetString() == "tampered").GetProperty("sweep_id").GetString()!;

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
