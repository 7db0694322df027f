using Npgsql;
using Sweep.Benchmarks.Load;
using Sweep.Benchmarks.Scale;
using Sweep.Storage.Databases;

namespace Sweep.Benchmarks.Queries;

/// <summary>
/// What results cost the PostgreSQL that stores them; the verb <c>commits</c>. For curves of each length some writers commit as fast as the server takes it:
/// trials and points a second, the server's CPU time for each trial, and what each adds to its log (WAL) and to its tables.
/// </summary>
internal static class CommitBenchmark
{
    private const string Usage = "commits --database DATABASE [--points 1,20,200,1000,5000] [--writers 2] [--seconds 20]";
    private const int SmallestSweep = 200;

    /// <summary>As a silo's writer does, a batch has so many points, or so many trials where they are short.</summary>
    private const int BatchPoints = 200_000;
    private const int BatchTrials = 250;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length % 2 != 0 || Arguments.Option(args, "--database") is not { } database || DatabaseChoice.Parse(database).Connection is not { } connection)
        {
            Console.Error.WriteLine($"--database: must be a PostgreSQL; write {Usage}");
            return 2;
        }

        if (await ProcessTimes.ServerOfAsync(connection) is not { } server)
        {
            Console.Error.WriteLine($"--database: the server does not run on this machine, so that its CPU cannot be read; write {Usage}");
            return 2;
        }

        var writers = Arguments.Count(args, "--writers", 2);
        var time = TimeSpan.FromSeconds(Arguments.Count(args, "--seconds", 20));
        Console.WriteLine($"{"points",8}{"trials/s",10}{"points/s",12}{"server, cores",15}{"ms/trial",10}{"trials/core-s",15}{"points/core-s",15}{"log, B/trial",14}{"tables, B/trial",17}");
        foreach (var points in Arguments.Counts(args, "--points", [1, 20, 200, 1_000, 5_000]))
            await MeasureAsync(database, connection, server, points, writers, time);
        return 0;
    }

    private static async Task MeasureAsync(string database, string connection, int server, int points, int writers, TimeSpan time)
    {
        var shape = new SyntheticSweep(SmallestSweep, points, lengths: 1);
        List<RunningSweep> running = [];
        try
        {
            for (var k = 0; k < writers; k++)
                running.Add(await RunningSweep.StartAsync(database, shape, rate: 0, Math.Clamp(BatchPoints / points, 1, BatchTrials)));
            await Task.Delay(WarmUp);
            await using var source = NpgsqlDataSource.Create(connection);
            var (cpuBefore, logBefore, tablesBefore) = (ProcessTimes.OfFamily(server), await ReadAsync(source, Log), await ReadAsync(source, Tables));
            var rates = await Task.WhenAll(running.Select(sweep => sweep.MeasureAsync(() => Task.Delay(time))));
            var cores = (ProcessTimes.OfFamily(server) - cpuBefore) / time.TotalSeconds;
            var rate = rates.Sum();
            var trials = rate * time.TotalSeconds;
            var (log, tables) = ((await ReadAsync(source, Log) - logBefore) / trials, (await ReadAsync(source, Tables) - tablesBefore) / trials);
            Console.WriteLine(
                $"{points,8:N0}{rate,10:N0}{rate * points,12:N0}{cores,15:N2}{1_000 * cores / rate,10:N3}{rate / cores,15:N0}{rate / cores * points,15:N0}{log,14:N0}{tables,17:N0}");
        }
        finally
        {
            foreach (var sweep in running)
                await sweep.DisposeAsync();
        }
    }

    private const string Log = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8";

    private const string Tables = "SELECT sum(pg_total_relation_size(relid))::float8 FROM pg_stat_user_tables WHERE relname IN ('trials', 'runs', 'loss_curves')";

    private static async Task<double> ReadAsync(NpgsqlDataSource source, string question)
    {
        await using var command = source.CreateCommand(question);
        return (double)(await command.ExecuteScalarAsync())!;
    }
}
