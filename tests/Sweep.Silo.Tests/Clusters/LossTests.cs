using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>Silos killed with long trials in their hands.</summary>
public sealed class LossTests(PostgresFixture postgres)
{
    private const string OftenSaved = "--Sweep:CheckpointSeconds=1";

    /// <summary>After one death a trial runs in a lease of its own, after the second alone, and three more are too many.</summary>
    private const int DeathsUntilQuarantine = 2 + TrialLosses.MostDeathsAlone;

    /// <summary>One run of four seconds or more, that gives a first result after a tenth of one.</summary>
    private static readonly SweepSpec Long = TestSweeps.Grid("long", [Pattern.Circle], [50_000, 2_000_000], [500], replicates: 1, recordEvery: 1000);

    /// <summary>One trial that would take a minute, and a short one.</summary>
    private static readonly SweepSpec Deadly = TestSweeps.Grid("deadly", [Pattern.Circle], [100, 30_000_000], [500], replicates: 1, recordEvery: 1000);

    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_KilledDuringALongRun_AnotherGoesOnFromTheCheckpointToTheSameBits()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var calm = await CalmRun.OfSiloAsync(Long);
        var silos = await cluster.StartAsync(2, OftenSaved);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Long);
        await Eventually.TrueAsync(async () => await cluster.Store.ReadCheckpointAsync(sweep.Id, 1, Cancellation) is not null, "a checkpoint is stored");
        await Eventually.TrueAsync(async () => (await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation)).Completed == 1, "the shorter trial is stored");
        var lease = Assert.Single(await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation));
        silos.Single(silo => silo.Is(lease.Silo)).Process.Kill();

        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        Assert.Equal(calm, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
        var trials = await cluster.Store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        Assert.Equal([(1, TrialOrigin.Prefix), (2, TrialOrigin.Trained)], trials.Select(trial => (trial.Attempt, trial.Origin)));
        Assert.Equal([true, false], trials.Select(trial => lease.Silo.ToString().Contains(trial.Silo, StringComparison.Ordinal)));
        Assert.Null(await cluster.Store.ReadCheckpointAsync(sweep.Id, 1, Cancellation));
    }

    [Fact]
    public async Task Silo_OwnerOfALimitedSweepKilled_OthersGoOnWithinTheLimit()
    {
        const int Limit = 2;
        const int Trials = 600;
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(3);
        var sweep = await TestSweeps.SubmitAsync(
            cluster.Store, TestSweeps.Grid("limited", [Pattern.Circle], [20_000], [20], replicates: Trials, recordEvery: 1000) with { MaxConcurrent = Limit });
        await Eventually.TrueAsync(async () => (await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation)).Rows > 5, "some trials are committed", EndLimit);
        var owner = (await cluster.Store.FindSweepAsync(sweep.Id, Cancellation))!.Owner!;
        silos.Single(silo => silo.Is(owner)).Process.Kill();
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);

        var trials = await cluster.Store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(Trials, trials.Count(trial => trial.State == TrialState.Completed));
        Assert.InRange(trials.Max(trial => trials.Count(other => other.StartedAt <= trial.StartedAt && trial.StartedAt < other.FinishedAt)), 1, Limit);
        Assert.Contains(trials, trial => !owner.StartsWith($"{trial.Silo}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trial_WhoseSiloDiesAgainAndAgain_IsQuarantinedAndTheSweepGoesOn()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.Store.MigrateAsync(Cancellation);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Deadly);
        for (var death = 1; death <= DeathsUntilQuarantine; death++)
        {
            var silo = cluster.Start("--Sweep:CheckpointSeconds=600");
            await Eventually.TrueAsync(
                async () => (await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation)).Any(
                    lease => silo.Is(lease.Silo) && lease.All.Contains(1)),
                $"the silo that is to die as number {death} has the trial");
            silo.Process.Kill();
        }

        cluster.Start();
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id, EndLimit);
        var trials = await cluster.Store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        Assert.Equal([TrialState.Completed, TrialState.Failed], trials.Select(trial => trial.State));
        Assert.Contains($"its silo died {TrialLosses.MostDeathsAlone} times while it ran alone", trials[1].Error, StringComparison.Ordinal);
        Assert.Equal(DeathsUntilQuarantine, trials[1].Attempt);
    }
}
