using System.Diagnostics;
using Npgsql;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Scale;

/// <summary>Silo processes that have nothing to do: what they, and PostgreSQL for them, take of the machine.</summary>
internal static class IdleCluster
{
    /// <summary>What is called often is compiled once more in this time, and what a start has left is collected.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(45);

    /// <param name="server">Where their database is made.</param>
    /// <param name="silos">How many.</param>
    /// <param name="program">The path of another build's <c>sweep-silo.dll</c>; null for this one's.</param>
    /// <param name="time">For how long they are watched.</param>
    public static async Task<IdleFigures> MeasureAsync(PostgresServer server, int silos, string? program, TimeSpan time)
    {
        await using var cluster = new TestCluster(await server.CreateDatabaseAsync(CancellationToken.None));
        await cluster.Store.MigrateAsync(CancellationToken.None);
        var started = new List<TestSilo>();
        for (var silo = 0; silo < silos; silo++)
        {
            started.Add(program is null ? cluster.Start() : cluster.StartBuilt(program));
            await cluster.JoinedAsync(started[^1]);
        }

        var postgres = await ProcessTimes.ServerOfAsync(cluster.Connection)
            ?? throw new InvalidOperationException(
                $"{server.Description} does not run on this machine, so that its CPU cannot be read: take SWEEP_TEST_POSTGRES_IN=local");
        await Task.Delay(Settling);
        var (silosBefore, databaseBefore, transactionsBefore) = (Silos(), ProcessTimes.OfFamily(postgres), await TransactionsAsync(cluster.Connection));
        var since = Stopwatch.GetTimestamp();
        await Task.Delay(time);
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        return new IdleFigures(
            silos,
            (Silos() - silosBefore) / seconds,
            (ProcessTimes.OfFamily(postgres) - databaseBefore) / seconds,
            (await TransactionsAsync(cluster.Connection) - transactionsBefore) / seconds);

        double Silos() => started.Sum(silo => ProcessTimes.Of(silo.Process.Id));
    }

    private static async Task<double> TransactionsAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
