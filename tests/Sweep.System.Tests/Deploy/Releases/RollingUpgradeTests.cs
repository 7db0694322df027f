using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Testing;
using Sweep.Testing.Databases;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Sweep.SystemTests.Deploy.Releases;

/// <summary>A release replaced by this build, one silo after the other, while a sweep runs: real processes on one database.</summary>
[Long]
public sealed class RollingUpgradeTests(PostgresFixture postgres)
{
    private const int Silos = 3;

    private static readonly SweepSpec Spec = TestSweeps.Grid("upgrade", [.. Enum.GetValues<Pattern>()], [500, 5000], [1000, 3000], replicates: 60, recordEvery: 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_WhileThePreviousReleaseIsReplaced_EndsAsACalmRun()
    {
        using var previous = await PreviousRelease.BuildAsync();
        var calm = await CalmRun.OfSiloAsync(Spec);
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        // The tables are those of the previous release until this build's migration, beside which its silos work on.
        var old = new Queue<TestSilo>([cluster.StartBuilt(previous.Silo)]);
        await ReadyAsync(old.Peek());
        while (old.Count < Silos)
            old.Enqueue(cluster.StartBuilt(previous.Silo));
        foreach (var silo in old)
            await cluster.JoinedAsync(silo);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec);
        await CommittedByAsync(cluster, sweep.Id, old);
        await cluster.Store.MigrateAsync(Cancellation);

        while (old.TryDequeue(out var silo))
        {
            silo.Process.Terminate();
            var replacing = cluster.Start("--no-migrate");
            Assert.Equal(0, (await silo.Process.WaitAsync()).ExitCode);
            await cluster.JoinedAsync(replacing);
            await CommittedByAsync(cluster, sweep.Id, [.. old, replacing]);
        }

        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        Assert.Equal(calm, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
        Assert.Empty(await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation));
        Assert.True(await cluster.Store.ReadTrialsAsync(sweep.Id, Cancellation).AllAsync(trial => trial.Attempt == 1, Cancellation), $"a trial was lost on the way from {previous.Revision}");
    }

    /// <summary>Waits for the first silo, which makes the tables that the others are looked up in.</summary>
    private static async Task ReadyAsync(TestSilo silo)
    {
        using var http = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return (await http.GetAsync(new Uri(silo.Http, "/health/ready"), Cancellation)).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the first silo is ready");
    }

    /// <summary>Waits until each of these silos has stored a trial from now on.</summary>
    private static async Task CommittedByAsync(TestCluster cluster, Guid sweep, IReadOnlyCollection<TestSilo> silos)
    {
        var before = await cluster.Store.ReadTrialsAsync(sweep, Cancellation).Select(trial => trial.Trial.Number).ToHashSetAsync(
            cancellationToken: Cancellation);
        await Eventually.TrueAsync(
            async () =>
            {
                var since = await cluster.Store.ReadTrialsAsync(sweep, Cancellation).Where(trial => !before.Contains(trial.Trial.Number))
                    .Select(trial => trial.Silo).ToHashSetAsync(cancellationToken: Cancellation);
                return silos.All(silo => since.Contains(silo.Name));
            },
            "every silo of both releases has stored trials");
    }
}
