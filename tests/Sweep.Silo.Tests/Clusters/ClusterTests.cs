using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>Silos as real processes on one PostgreSQL database.</summary>
public sealed class ClusterTests(PostgresFixture postgres)
{
    /// <summary>Several leases, however little is known yet of how long its trials take.</summary>
    private static readonly SweepSpec Spec = TestSweeps.Grid("clustered", [Pattern.Circle, Pattern.Diamond], [4000], [1000], replicates: 60, recordEvery: 100);

    private static readonly Lazy<Task<IReadOnlyList<string>>> Calm = new(() => CalmRun.OfSiloAsync(Spec));

    /// <summary>One and four retries.</summary>
    private const int TriesOfTheStore = 5;

    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_WhoseOwnersSiloIsKilled_HasEveryTrialWithTheBitsOfACalmRun()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(2);
        var sweep = await SharedSweepAsync(cluster.Store);
        var owner = (await cluster.Store.FindSweepAsync(sweep.Id, Cancellation))!.Owner!;
        silos.Single(silo => silo.Is(owner)).Process.Kill();
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        Assert.Equal(await Calm.Value, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
        Assert.Empty(await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAndWatch_SweepDeletedInTheMidst_EndWithTheReason(bool watches)
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.StartAsync(1);
        var spec = Path.Combine(cluster.Folder, "endless.yaml");
        await File.WriteAllTextAsync(spec, "{ name: endless, parameters: { pattern: [circle], iterations: [500], samples: [100] }, replicates: 10000000, record: { every: 100 } }", Cancellation);
        if (watches)
            Assert.Equal(0, (await SweepProcess.RunAsync(cluster.Folder, "submit", spec, "--database", cluster.Connection)).ExitCode);
        using var client = SweepProcess.Start(cluster.Folder, [.. watches ? (string[])["watch", "latest"] : ["run", spec], "--cluster", "--database", cluster.Connection]);
        await client.SaysAsync("endless: 10,000,000 trials");
        await SqlRows.ReadAsync(cluster.Connection, "DELETE FROM sweeps", Cancellation);
        var outcome = await client.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("somebody deleted it", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_ThroughAPoolerOfTransactions_TrainsToTheBitsOfACalmRun()
    {
        var spec = TestSweeps.Grid("pooled", [Pattern.Circle, Pattern.Diamond], [200], [100], replicates: 20);
        await using var cluster = new TestCluster(await postgres.CreatePooledDatabaseAsync(Cancellation) + ";Max Auto Prepare=20;Auto Prepare Min Usages=2");
        await cluster.StartAsync(2);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, spec);
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        Assert.Equal(await CalmRun.OfSiloAsync(spec), await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
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
    public async Task Silo_DatabaseHangsUpAtItsStart_WaitsAndTrainsWhatIsThere()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.Store.MigrateAsync(Cancellation);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec);
        await using var proxy = new DatabaseProxy(cluster.Connection);
        proxy.HangUp();
        var silo = cluster.Start($"--ConnectionStrings:Sweep={proxy.ConnectionString}");
        await Eventually.TrueAsync(() => proxy.HungUp > TriesOfTheStore * DatabaseProxy.HangUpsATry || silo.Process.HasExited, "the silo has asked more often than the store does by itself");
        Assert.False(silo.Process.HasExited);
        proxy.Heal();
        await cluster.JoinedAsync(silo);
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        silo.Process.Terminate();
        var outcome = await silo.Process.WaitAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("waiting for the database, up to Sweep:StartSeconds, 30: ", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_ThatMustNotMigrateAndWhoseSchemaIsNotThereYet_WaitsForWhoeverMigrates()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silo = cluster.Start("--no-migrate");
        await silo.Process.SaysAsync($"waiting for the database, up to Sweep:StartSeconds, 30: {cluster.Store.Description}: has no tables of Sweep yet");
        await cluster.Store.MigrateAsync(Cancellation);
        await cluster.JoinedAsync(silo);
        silo.Process.Terminate();
        Assert.Equal(0, (await silo.Process.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task Silo_ThatMustNotMigrateAndWhoseSchemaNeverComes_SaysWhatItWaitedForAndExitsWithOne()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var outcome = await cluster.Start("--no-migrate", "--Sweep:StartSeconds=1").Process.WaitAsync();
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("has no tables of Sweep yet: run \"sweep db migrate\" on it first; waited 1 s for it, which is Sweep:StartSeconds", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_DatabaseThatMayOnlyBeRead_SaysWhyAndExitsWithTwo()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.Store.MigrateAsync(Cancellation);
        var outcome = await cluster.Start($"--ConnectionStrings:Sweep={cluster.Connection};Options=-c default_transaction_read_only=on").Process.WaitAsync();
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("the database is read-only: default_transaction_read_only is on", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_ToldToStopWhileItWaitsForItsDatabase_EndsAtOnceWithZero()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await using var proxy = new DatabaseProxy(cluster.Connection);
        proxy.HangUp();
        var silo = cluster.Start($"--ConnectionStrings:Sweep={proxy.ConnectionString}");
        await Eventually.TrueAsync(() => proxy.HungUp > 0 || silo.Process.HasExited, "the silo asks its database");
        silo.Process.Terminate();
        var outcome = await silo.Process.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("told to stop while it was starting", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_DatabaseStaysAwayAtItsStart_SaysSoAndExitsWithOne()
    {
        await using var cluster = new TestCluster($"Host=127.0.0.1;Port={FreePort.Next()};Database=sweep");
        var outcome = await cluster.Start("--Sweep:StartSeconds=1").Process.WaitAsync();
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("ConnectionStrings:Sweep: sweep on 127.0.0.1:", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("check that PostgreSQL runs there", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_ToldToStopWhileItJoins_EndsAtOnceWithZero()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(1);
        silos[0].Process.Kill();

        // It waits for the one that is still in the table to answer.
        var silo = cluster.Start();
        await Eventually.TrueAsync(async () => silo.Process.HasExited || await cluster.StatusOfAsync(silo) == SiloStatus.Joining, "the silo is joining");
        silo.Process.Terminate();
        var outcome = await silo.Process.WaitAsync();
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains("told to stop while it was starting", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_ToldToStop_DrainsLeavesAndHandsItsSweepOver()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(2);
        var sweep = await SharedSweepAsync(cluster.Store);
        silos[0].Process.Terminate();
        Assert.Equal(0, (await silos[0].Process.WaitAsync()).ExitCode);
        Assert.Equal(SiloStatus.Dead, await cluster.StatusOfAsync(silos[0]));
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        Assert.Equal(await Calm.Value, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
    }

    /// <summary>
    /// A sweep that both silos train. Another is submitted where one has ended before: the machine can starve a silo for the seconds that all of it takes.
    /// </summary>
    private static async Task<SweepRecord> SharedSweepAsync(ISweepStore store)
    {
        var sweep = await TestSweeps.SubmitAsync(store, Spec);
        await Eventually.TrueAsync(
            async () =>
            {
                if ((await store.FindSweepAsync(sweep.Id, Cancellation))!.State.IsFinal())
                    sweep = await TestSweeps.SubmitAsync(store, Spec);
                return (await SilosOfAsync(store, sweep.Id)).Count == 2;
            },
            "both silos have committed trials of one sweep");
        return sweep;
    }

    private static async Task<HashSet<string>> SilosOfAsync(ISweepStore store, Guid sweep)
    {
        var silos = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var trial in store.ReadTrialsAsync(sweep, Cancellation))
            silos.Add(trial.Silo);
        return silos;
    }
}
