using System.Diagnostics;
using Npgsql;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Scale;

/// <summary>Silo processes of one slot on this machine, whose trials wait: what the simulation is held against.</summary>
internal static class RealCluster
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="server">Where their database is made.</param>
    /// <param name="silos">How many.</param>
    /// <param name="milliseconds">Length of a trial.</param>
    /// <param name="seconds">How much work there is, in seconds of the whole cluster.</param>
    /// <param name="isPooled">Whether all of them share the few sessions of a PgBouncer.</param>
    public static async Task<RealFigures> MeasureAsync(PostgresServer server, int silos, int milliseconds, int seconds, bool isPooled)
    {
        var database = await server.CreateDatabaseAsync(CancellationToken.None);
        await using var pooler = isPooled ? await PgBouncer.StartAsync(database, CancellationToken.None) : null;
        await using var cluster = new TestCluster(pooler?.Through(database) ?? database);
        var started = await cluster.StartAsync(silos, $"--Sweep:Trainers:wait:Assembly={typeof(WaitTrainer).Assembly.Location}");
        await CompleteAsync(cluster, "warm-up", milliseconds, silos * 10);
        var idle = await CpuAsync(started, () => Task.Delay(TimeSpan.FromSeconds(10)));
        var throughput = 0.0;
        var busy = await CpuAsync(started, async () => throughput = await CompleteAsync(cluster, "measured", milliseconds, silos * seconds * 1000L / milliseconds));
        var sessions = await SessionsAsync(database);
        return new RealFigures(silos, throughput * milliseconds / 1000 / silos, throughput, idle.Seconds / idle.Wall, busy.Seconds / busy.Wall, sessions);
    }

    /// <summary>Trials a second, from the first one's start to the last one's end: silos look for new sweeps only now and then.</summary>
    private static async Task<double> CompleteAsync(TestCluster cluster, string name, int milliseconds, long trials)
    {
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, WaitingSweep.Spec(name, milliseconds / 1_000.0, trials));
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, Limit);
        var (first, last) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        await foreach (var trial in cluster.Store.ReadTrialsAsync(sweep.Id, CancellationToken.None))
            (first, last) = (trial.StartedAt < first ? trial.StartedAt : first, trial.FinishedAt > last ? trial.FinishedAt : last);
        return trials / (last - first).TotalSeconds;
    }

    /// <summary>But for the one that asks.</summary>
    private static async Task<long> SessionsAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = current_database()");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>CPU seconds of all silos while something goes on, and how long that took.</summary>
    private static async Task<(double Seconds, double Wall)> CpuAsync(IEnumerable<TestSilo> silos, Func<Task> goesOn)
    {
        var (before, since) = (Sum(), Stopwatch.GetTimestamp());
        await goesOn();
        return (Sum() - before, Stopwatch.GetElapsedTime(since).TotalSeconds);

        double Sum() => silos.Sum(silo =>
        {
            using var process = Process.GetProcessById(silo.Process.Id);
            return process.TotalProcessorTime.TotalSeconds;
        });
    }
}
