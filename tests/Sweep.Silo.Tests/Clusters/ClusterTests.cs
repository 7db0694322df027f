using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Grains.Storage;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>Silos as real processes on one PostgreSQL database.</summary>
public sealed class ClusterTests(PostgresFixture postgres)
{
    /// <summary>Several leases, however little is known yet of how long its trials take.</summary>
    private static readonly SweepSpec Spec = TestSweeps.Grid("clustered", [Pattern.Circle, Pattern.Diamond], [4000], [1000], replicates: 60, recordEvery: 100);

    private static readonly Lazy<Task<IReadOnlyList<string>>> Calm = new(() => CalmRun.OfSiloAsync(Spec));

    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_WhoseOwnersSiloIsKilled_HasEveryTrialWithTheBitsOfACalmRun()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(2);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec);
        await Eventually.TrueAsync(async () => (await SilosOfAsync(cluster.Store, sweep.Id)).Count == 2, "both silos have committed trials");
        var owner = (await cluster.Store.FindSweepAsync(sweep.Id, Cancellation))!.Owner!;
        silos.Single(silo => silo.Is(owner)).Process.Kill();
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        Assert.Equal(await Calm.Value, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
        Assert.Empty(await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation));
    }

    [Fact]
    public async Task Cluster_KilledWhole_IsGoneOnWithByOneNewSiloAlone()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(2);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec);
        await Eventually.TrueAsync(async () => (await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation)).Rows > 0, "a trial is stored");
        foreach (var silo in silos)
            silo.Process.Kill();
        await cluster.JoinedAsync(cluster.Start());
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        Assert.Equal(await Calm.Value, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
    }

    [Fact]
    public async Task Silo_ToldToStop_DrainsLeavesAndHandsItsSweepOver()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(2);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec);
        await Eventually.TrueAsync(async () => (await SilosOfAsync(cluster.Store, sweep.Id)).Count == 2, "both silos have committed trials");
        silos[0].Process.Terminate();
        Assert.Equal(0, (await silos[0].Process.WaitAsync()).ExitCode);
        Assert.Equal(SiloStatus.Dead, await cluster.StatusOfAsync(silos[0]));
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        Assert.Equal(await Calm.Value, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
    }

    private static async Task<HashSet<string>> SilosOfAsync(ISweepStore store, Guid sweep)
    {
        var silos = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var trial in store.ReadTrialsAsync(sweep, Cancellation))
            silos.Add(trial.Silo);
        return silos;
    }
}
