using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sweep.Benchmarks.Load;
using Sweep.Core.Analysis;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;

namespace Sweep.Benchmarks.Queries;

/// <summary>How long the questions about one big sweep take; the verb <c>queries</c>.</summary>
internal static class QueryBenchmark
{
    private const string Usage = "queries --database DATABASE [--replicates 200] [--points 500] [--lengths 1] [--repeats 40]";

    public static async Task<int> RunAsync(string[] args)
    {
        int Number(string name, int otherwise) => Arguments.Count(args, name, otherwise);
        if (args.Length % 2 != 0 || Arguments.Option(args, "--database") is not { } database)
        {
            Console.Error.WriteLine($"--database: is missing; write {Usage}");
            return 2;
        }

        var repeats = Number("--repeats", 40);
        var sweep = new SyntheticSweep(Number("--replicates", 200), Number("--points", 500), Number("--lengths", 1));
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var id = await sweep.FindOrMakeAsync(store, Console.WriteLine);
        Console.WriteLine($"{store.Description}: {sweep.Trials:N0} trials, {(await store.TotalTrialsAsync(id, CancellationToken.None)).TrainedIterations:N0} points");
        Console.WriteLine($"{"ms",-36}{"first",8}{"p50",8}{"p95",8}");

        await using var connection = await OpenAsync(database);
        await MeasureAsync("pattern_convergence", repeats, () => ReadViewAsync(connection, id));
        foreach (var by in Ranking.Perceptron.Names)
        {
            await MeasureAsync(
                $"sweep top --by {by}", repeats,
                async () => ConvergenceTable.Build(
                    await store.ReadSettingsAsync(id, sweep.Space, by, includePruned: false, CancellationToken.None), by, Ranking.Perceptron));
        }

        var found = (await store.FindSweepAsync(id, CancellationToken.None))!;
        var service = new SweepService(store, TimeProvider.System);
        await MeasureAsync(
            "sweep top --compare", repeats,
            () => service.TopAsync(found, new TopQuery(PerceptronParameters.Pattern, 100) { Compare = true }, CancellationToken.None));
        await MeasureAsync("sweep importance", repeats, () => service.ImportanceAsync(found, includePruned: false, CancellationToken.None));
        await MeasureAsync("sweep list", repeats, () => store.ListSweepsAsync(new SweepFilter { Limit = 20 }, CancellationToken.None));
        await MeasureAsync("sweep status", repeats, async () =>
        {
            await store.FindSweepAsync(id, CancellationToken.None);
            await store.ReadLeasesAsync(id, CancellationToken.None);
            return await store.TotalTrialsAsync(id, CancellationToken.None);
        });
        return 0;
    }

    /// <summary>Says how long the first call took, and what half and nineteen of twenty of the later ones did not exceed.</summary>
    public static async Task MeasureAsync<T>(string name, int repeats, Func<Task<T>> ask)
    {
        var times = new double[repeats + 1];
        for (var k = 0; k < times.Length; k++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await ask();
            times[k] = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        }

        var later = times[1..];
        Array.Sort(later);
        Console.WriteLine($"{name,-36}{times[0],8:N1}{later[later.Length / 2],8:N1}{later[(int)Math.Ceiling(0.95 * later.Length) - 1],8:N1}");
    }

    private static async Task<int> ReadViewAsync(DbConnection connection, Guid id)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The only value is an id.
        command.CommandText = $"SELECT * FROM pattern_convergence WHERE sweep_id = '{id:D}'";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        while (await reader.ReadAsync())
            rows++;
        return rows;
    }

    private static async Task<DbConnection> OpenAsync(string database)
    {
        DbConnection connection = DatabaseChoice.Parse(database).Path is { } path
            ? new SqliteConnection($"Data Source={path};Mode=ReadOnly")
            : new NpgsqlConnection(database);
        await connection.OpenAsync();
        return connection;
    }
}
