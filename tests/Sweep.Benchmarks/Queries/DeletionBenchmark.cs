using System.Diagnostics;
using Npgsql;
using Sweep.Benchmarks.Load;
using Sweep.Service;
using Sweep.Storage.Databases;

namespace Sweep.Benchmarks.Queries;

/// <summary>
/// What deleting sweeps costs another one whose results are committed meanwhile; the verb <c>deletion</c>. In turn: commits alone for as long as the
/// deletion before took, and commits while a copy of a sweep of 100,000 trials is deleted.
/// </summary>
internal static class DeletionBenchmark
{
    private const string Usage = "deletion --database DATABASE [--replicates 200] [--points 200] [--copies 9] [--rate 0]";
    private const string Doomed = "doomed";
    private const int Batch = 250;

    public static async Task<int> RunAsync(string[] args)
    {
        int Number(string name, int otherwise) => Arguments.Count(args, name, otherwise);
        if (args.Length % 2 != 0 || Arguments.Option(args, "--database") is not { } database || DatabaseChoice.Parse(database).Connection is null)
        {
            Console.Error.WriteLine($"--database: must be a PostgreSQL; write {Usage}");
            return 2;
        }

        var made = new SyntheticSweep(Number("--replicates", 200), Number("--points", 200), lengths: 1);
        await using var questions = await SweepQuestions.OpenAsync(database, made, Console.WriteLine);
        var doomed = await SweepCopies.MakeAsync(questions.Server!, questions.Sweep.Id, Number("--copies", 9), Doomed, Console.WriteLine);
        var results = new ResultService(questions.Store, TimeProvider.System);
        await using var running = await RunningSweep.StartAsync(database, made, Number("--rate", 0), Batch);
        await using var watch = new LockWatch(database);
        await SayBloatAsync(questions.Server!, "before");

        Console.WriteLine($"{"trials a second",-24}{"alone",10}{"beside",10}{"ratio",8}{"seconds",10}{"lock waits",12}");
        var span = TimeSpan.FromSeconds(15);
        List<double> ratios = [];
        await running.MeasureAsync(() => Task.Delay(span));
        foreach (var id in doomed)
        {
            var alone = await running.MeasureAsync(() => Task.Delay(span));
            watch.Reset();
            var sweep = (await questions.Store.FindSweepAsync(id, CancellationToken.None))!;
            var started = Stopwatch.GetTimestamp();
            var beside = await running.MeasureAsync(() => results.DeleteAsync(sweep, CancellationToken.None));
            span = Stopwatch.GetElapsedTime(started);
            ratios.Add(beside / alone);
            Console.WriteLine($"{sweep.Id.ToString("d")[..13],-24}{alone,10:N0}{beside,10:N0}{beside / alone,8:N3}{span.TotalSeconds,10:N1}{watch.Waits,12:N0}");
        }

        ratios.Sort();
        Console.WriteLine($"{"median",-24}{"",10}{"",10}{ratios[ratios.Count / 2],8:N3}");
        await SayBloatAsync(questions.Server!, "after");
        await SweepCopies.RunAsync(questions.Server!, "VACUUM trials, runs, loss_curves, sweeps");
        await SayBloatAsync(questions.Server!, "after VACUUM");
        return 0;
    }

    private static async Task SayBloatAsync(NpgsqlConnection server, string when)
    {
        await SweepCopies.RunAsync(server, "SELECT pg_stat_force_next_flush()");
        await using var ask = new NpgsqlCommand(
            """
            SELECT relname, pg_relation_size(relid) >> 20, pg_indexes_size(relid) >> 20, n_live_tup, n_dead_tup
            FROM pg_stat_user_tables WHERE relname IN ('trials', 'runs', 'loss_curves', 'sweeps') ORDER BY relname
            """,
            server);
        await using var reader = await ask.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            Console.WriteLine(
                $"{when}: {reader.GetString(0)} has {reader.GetInt64(1):N0} MiB and {reader.GetInt64(2):N0} MiB of indexes, {reader.GetInt64(3):N0} rows and {reader.GetInt64(4):N0} dead ones");
        }
    }
}
