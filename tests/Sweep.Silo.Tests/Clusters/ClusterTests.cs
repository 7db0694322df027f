using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Grains.Storage;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>Silos as real processes on one PostgreSQL database.</summary>
public sealed class ClusterTests(PostgresFixture postgres)
{
    /// <summary>Several leases, however little is known yet of how long its trials take.</summary>
    private static readonly SweepSpec Spec = TestSweeps.Grid("clustered", [Pattern.Circle, Pattern.Diamond], [4000], [1000], replicates: 60, recordEvery: 100);

    private static readonly Lazy<Task<IReadOnlyList<string>>> Calm = new(RunCalmAsync);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_WhoseOwnersSiloIsKilled_HasEveryTrialWithTheBitsOfACalmRun()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(2);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec);
        await Eventually.TrueAsync(async () => (await SilosOfAsync(cluster.Store, sweep.Id)).Count == 2, "both silos have committed trials");
        var owner = (await cluster.Store.FindSweepAsync(sweep.Id, Cancellation))!.Owner!;
        silos.Single(silo => owner.StartsWith(silo.Name + "/", StringComparison.Ordinal)).Process.Kill();
        await CompletedAsync(cluster.Store, sweep.Id);
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
        await CompletedAsync(cluster.Store, sweep.Id);
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
        Assert.Equal(SiloStatus.Dead, (await cluster.MembersAsync()).Single(m => m.Name == silos[0].Name).Status);
        await CompletedAsync(cluster.Store, sweep.Id);
        Assert.Equal(await Calm.Value, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
    }

    /// <summary>What one process, never disturbed, leaves.</summary>
    private static async Task<IReadOnlyList<string>> RunCalmAsync()
    {
        using var folder = new TemporaryFolder();
        await using var store = SweepStores.Open(folder.File("calm.db"), TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var sweep = await TestSweeps.SubmitAsync(store, Spec);
        await using (var silo = await EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions(), CancellationToken.None))
        {
            Assert.True((await silo.TakeUpAsync(sweep.Id, CancellationToken.None)).Acquired);
            await CompletedAsync(store, sweep.Id);
        }

        return await SweepResults.ReadAsync(folder.File("calm.db"), sweep.Id);
    }

    private static Task CompletedAsync(ISweepStore store, Guid sweep) => Eventually.TrueAsync(
        async () => (await store.FindSweepAsync(sweep, CancellationToken.None))!.State == SweepState.Completed, "the sweep is completed", TimeSpan.FromMinutes(2));

    private static async Task<HashSet<string>> SilosOfAsync(ISweepStore store, Guid sweep)
    {
        var silos = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var trial in store.ReadTrialsAsync(sweep, Cancellation))
            silos.Add(trial.Silo);
        return silos;
    }
}
