using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sweep.Core.Analysis;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;

namespace Sweep.Benchmarks.Queries;

/// <summary>A database with a big sweep, and what is asked about it.</summary>
internal sealed class SweepQuestions(ISweepStore store, DbConnection connection, SweepRecord sweep) : IAsyncDisposable
{
    public static async Task<SweepQuestions> OpenAsync(string database, SyntheticSweep made, Action<string> say)
    {
        var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var sweep = await store.FindSweepAsync(await made.FindOrMakeAsync(store, say), CancellationToken.None);
        DbConnection connection = DatabaseChoice.Parse(database).Path is { } path
            ? new SqliteConnection($"Data Source={path};Mode=ReadOnly")
            : new NpgsqlConnection(database);
        await connection.OpenAsync();

        // As the store's own connections have it, and docs/sql.md says of others.
        if (connection is NpgsqlConnection server)
            await SweepCopies.RunAsync(server, "SET jit = off");
        return new SweepQuestions(store, connection, sweep!);
    }

    public ISweepStore Store => store;

    public SweepRecord Sweep => sweep;

    /// <summary>The server's connection; null where the database is a file.</summary>
    public NpgsqlConnection? Server => connection as NpgsqlConnection;

    /// <summary>All questions, in the order in which they are told.</summary>
    public IEnumerable<(string Name, Func<Task> Ask)> All()
    {
        var none = CancellationToken.None;
        var service = new SweepService(store, TimeProvider.System);
        yield return ("pattern_convergence", ReadViewAsync);
        foreach (var by in Ranking.Perceptron.Names)
        {
            yield return ($"sweep top --by {by}", async () => ConvergenceTable.Build(
                await store.ReadSettingsAsync(sweep.Id, sweep.Space, by, includePruned: false, none), by, Ranking.Perceptron));
        }

        yield return ("sweep top --compare", () => service.TopAsync(sweep, new TopQuery(PerceptronParameters.Pattern, 100) { Compare = true }, none));
        yield return ("sweep importance", () => service.ImportanceAsync(sweep, includePruned: false, none));
        yield return ("sweep list", () => store.ListSweepsAsync(new SweepFilter { Limit = 20 }, none));
        yield return ("sweep status", async () =>
        {
            await store.FindSweepAsync(sweep.Id, none);
            await store.ReadLeasesAsync(sweep.Id, none);
            await store.TotalTrialsAsync(sweep.Id, none);
        }
        );
    }

    /// <summary>Blocks that statements have touched since it was asked last; null where the server does not count them (pg_stat_statements).</summary>
    public async Task<long?> CountBlocksAsync()
    {
        if (Server is null)
            return null;
        try
        {
            await SweepCopies.RunAsync(Server, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            await using var count = new NpgsqlCommand(
                "SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0)::bigint FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE datname = current_database()",
                Server);
            var blocks = (long)(await count.ExecuteScalarAsync())!;
            await SweepCopies.RunAsync(Server, "SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)");
            return blocks;
        }
        catch (PostgresException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await store.DisposeAsync();
    }

    private async Task ReadViewAsync()
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The only value is an id.
        command.CommandText = $"SELECT * FROM pattern_convergence WHERE sweep_id = '{sweep.Id:D}'";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
        }
    }
}
