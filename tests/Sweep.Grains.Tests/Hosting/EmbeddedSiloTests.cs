using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Contracts;
using Sweep.Grains.Hosting;
using Sweep.Storage;
using Sweep.Storage.Checkpoints;
using Sweep.Storage.Faults;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

public sealed class EmbeddedSiloTests : StoredSweepTests
{
    private static readonly SweepSpec Small = TestSweeps.Grid("small", [Pattern.Circle, Pattern.Diamond], [50, 100], [20, 30], replicates: 5);

    // Trials of some 30 ms, three seconds of them on two cores, so that there is a middle in which to interfere.
    private static readonly SweepSpec Steady = TestSweeps.Grid("steady", [Pattern.Circle], [12000], [500], replicates: 200, recordEvery: 1000);

    private const int LongIterations = 1_500_000;

    // One trial of some three seconds.
    private static readonly SweepSpec Long = TestSweeps.Grid("long", [Pattern.Circle], [LongIterations], [500], replicates: 1, recordEvery: 100);

    [Fact]
    public async Task TakeUp_SmallSweep_CommitsEachPlannedTrialOnceWithTheTrainersBits()
    {
        var sweep = await TestSweeps.SubmitAsync(Store, Small);
        await using var silo = await StartAsync(Store);
        Assert.True((await silo.TakeUpAsync(sweep.Id, Deadline)).Acquired);
        var progress = await TestSweeps.EndAsync(silo, sweep.Id, Deadline);
        Assert.Equal((SweepState.Completed, 40L, 40L, 1.0), (progress.State, progress.Planned, progress.Completed, progress.Fraction));

        var space = new SearchSpace(CanonicalSpec.FromJson(sweep.CanonicalSpec));
        var number = 0L;
        await foreach (var trial in Store.ReadTrialsAsync(sweep.Id, Deadline))
        {
            Assert.Equal(space.TrialAt(number++), trial.Trial);
            var run = new TrainingRun(space.PlanFor(trial.Trial));
            run.Advance(int.MaxValue, Deadline);
            Assert.Equal(run.Result().FinalLoss, trial.FinalLoss);
            Assert.Equal(1, trial.Attempt);
        }

        Assert.Equal(40, number);
        Assert.Empty(await Store.ReadLeasesAsync(sweep.Id, Deadline));
    }

    [Fact]
    public async Task TakeUp_UnknownSweep_SaysThereIsNone()
    {
        await using var silo = await StartAsync(Store);
        var result = await silo.TakeUpAsync(Guid.NewGuid(), Deadline);
        Assert.False(result.Acquired);
        Assert.Null(result.Sweep);
    }

    [Fact]
    public async Task Start_BeforeAnythingIsTakenUp_AsksTheStoreNothing()
    {
        var sweep = await TestSweeps.SubmitAsync(Store, Steady);
        var store = new RecordingStore(Store);
        await using var silo = await StartAsync(Store, store.Register);
        Assert.Empty(store.Asked);
        await silo.TakeUpAsync(sweep.Id, Deadline);
        Assert.NotEmpty(store.Asked);
    }

    [Fact]
    public async Task Pause_RunningSweep_StopsWithinSecondsAndResumesToTheEnd()
    {
        var sweep = await TestSweeps.SubmitAsync(Store, Steady);
        await using var silo = await StartAsync(Store);
        await silo.TakeUpAsync(sweep.Id, Deadline);
        await SomeTrialsAsync(sweep.Id);

        await Store.ChangeStateAsync(sweep.Id, SweepState.Paused, null, Deadline);
        await Eventually.TrueAsync(
            async () => await silo.GetProgressAsync(sweep.Id, Deadline) is { State: SweepState.Paused, Running: 0 }, "nothing trains any more");
        await Eventually.TrueAsync(async () => (await Store.ReadLeasesAsync(sweep.Id, Deadline)).Count == 0, "leases are given back");
        var rows = (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Rows;
        Assert.InRange(rows, 1, 199);

        await Store.ChangeStateAsync(sweep.Id, SweepState.Running, null, Deadline);
        Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, sweep.Id, Deadline)).State);
        Assert.Equal(200, (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Completed);
    }

    [Fact]
    public async Task Cancel_RunningSweep_StopsAndNoRowAppearsAfterwards()
    {
        var sweep = await TestSweeps.SubmitAsync(Store, Steady);
        await using var silo = await StartAsync(Store);
        await silo.TakeUpAsync(sweep.Id, Deadline);
        await SomeTrialsAsync(sweep.Id);

        await Store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Deadline);
        var rows = (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Rows;
        var progress = await TestSweeps.EndAsync(silo, sweep.Id, Deadline);
        Assert.Equal(SweepState.Cancelled, progress.State);
        await silo.DrainAsync(Deadline);
        Assert.Equal(rows, (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Rows);
        Assert.Empty(await Store.ReadLeasesAsync(sweep.Id, Deadline));
    }

    [Fact]
    public async Task Drain_RunningSweep_GivesAllBackAndAnotherSiloEndsIt()
    {
        var sweep = await TestSweeps.SubmitAsync(Store, Steady);
        await using (var silo = await StartAsync(Store))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            await SomeTrialsAsync(sweep.Id);
            await silo.DrainAsync(Deadline);
        }

        var drained = (await Store.FindSweepAsync(sweep.Id, Deadline))!;
        Assert.Equal((SweepState.Running, null), (drained.State, drained.Owner));
        Assert.Empty(await Store.ReadLeasesAsync(sweep.Id, Deadline));
        Assert.Empty(await Store.ReadLossesAsync(sweep.Id, Deadline));

        await using var second = await StartAsync(Store);
        Assert.True((await second.TakeUpAsync(sweep.Id, Deadline)).Acquired);
        Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(second, sweep.Id, Deadline)).State);
        Assert.Equal(200, (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Completed);
    }

    [Fact]
    public async Task Drain_LongTrial_IsGoneOnWithFromItsCheckpointToTheSameBits()
    {
        var calm = await TestSweeps.SubmitAsync(Store, Long);
        await using (var silo = await StartAsync(Store))
        {
            await silo.TakeUpAsync(calm.Id, Deadline);
            Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, calm.Id, Deadline)).State);
        }

        var sweep = await TestSweeps.SubmitAsync(Store, Long);
        await using (var silo = await StartAsync(Store))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            await Eventually.TrueAsync(
                async () => (await silo.GetProgressAsync(sweep.Id, Deadline)).RunningTrials is [{ Iteration: > 2 * LongIterations / 10 }], "a fifth is done");
            await silo.DrainAsync(Deadline);
        }

        Assert.Empty(await Store.ReadLeasesAsync(sweep.Id, Deadline));
        var checkpoint = Assert.IsType<StoredCheckpoint>(await Store.ReadCheckpointAsync(sweep.Id, 0, Deadline));
        Assert.InRange(checkpoint.Iteration, LongIterations / 10, LongIterations - 1);

        await using (var second = await StartAsync(Store))
        {
            await second.TakeUpAsync(sweep.Id, Deadline);
            var first = 0;
            await Eventually.TrueAsync(
                async () => (first = (await second.GetProgressAsync(sweep.Id, Deadline)).RunningTrials is [var trial] ? trial.Iteration : 0) > 0, "it trains");
            Assert.True(first >= checkpoint.Iteration, "it did not go on from its checkpoint");
            Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(second, sweep.Id, Deadline)).State);
        }

        Assert.Null(await Store.ReadCheckpointAsync(sweep.Id, 0, Deadline));
        var database = Database;
        Assert.Equal(await SweepResults.ReadAsync(database, calm.Id), await SweepResults.ReadAsync(database, sweep.Id));
    }

    [Fact]
    public async Task Commit_StoreBusyForAWhile_NothingIsLostAndNothingTwice()
    {
        var commits = 0;
        var faulty = new FaultyTrialStore(
            Store,
            commit => ++commits <= 3 ? throw new StoreException("busy", isTransient: true, new IOException("busy")) : commit());
        Assert.Equal(SweepState.Completed, (await RunAsync(faulty, Small)).State);
        Assert.True(commits > 3);
    }

    [Fact]
    public async Task Commit_AnswerLostAfterCommit_NothingIsLostAndNothingTwice()
    {
        var commits = 0;
        var faulty = new FaultyTrialStore(
            Store,
            async commit =>
            {
                var outcomes = await commit();
                return ++commits <= 2 ? throw new StoreException("connection lost", isTransient: true, new IOException("lost")) : outcomes;
            });
        var progress = await RunAsync(faulty, Small);
        Assert.Equal((SweepState.Completed, 40L), (progress.State, progress.Completed));
        Assert.Equal(40, (await Store.TotalTrialsAsync(progress.Id, Deadline)).Rows);
    }

    [Fact]
    public async Task Commit_DiskFull_FailsTheSweepWithTheDatabasesWordsAndItCanBeResumed()
    {
        var faulty = new FaultyTrialStore(
            Store, _ => throw new StoreException("database or disk is full", isTransient: false, new IOException("full")));
        var progress = await RunAsync(faulty, Small);
        Assert.Equal((SweepState.Failed, "database or disk is full"), (progress.State, progress.Error));
        var stored = (await Store.FindSweepAsync(progress.Id, Deadline))!;
        Assert.Equal((SweepState.Failed, "database or disk is full"), (stored.State, stored.Error));

        await Store.ChangeStateAsync(progress.Id, SweepState.Running, null, Deadline);
        await using var silo = await StartAsync(Store);
        await silo.TakeUpAsync(progress.Id, Deadline);
        Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, progress.Id, Deadline)).State);
    }

    [Fact]
    public async Task Run_ManyTinyTrials_TheirGrainsDoNotStay()
    {
        var sweep = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("tiny", [Pattern.Circle], [1], [1], replicates: 3000));
        await using var silo = await StartAsync(Store);
        await silo.TakeUpAsync(sweep.Id, Deadline);
        Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, sweep.Id, Deadline)).State);
        var management = silo.Grains.GetGrain<IManagementGrain>(0);
        await Eventually.TrueAsync(
            async () => (await management.GetSimpleGrainStatistics()).Where(s => s.GrainType.Contains("TrialGrain", StringComparison.Ordinal))
                .Sum(s => s.ActivationCount) == 0,
            "no trial's grain is left");
    }

    private static Task<EmbeddedSilo> StartAsync(ISweepStore store, Action<IServiceCollection>? configure = null) =>
        EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions { Slots = 2, ConfigureServices = configure }, Deadline);

    private async Task<SweepProgress> RunAsync(ITrialStore trials, SweepSpec spec)
    {
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using var silo = await StartAsync(Store, services => services.AddSingleton(trials));
        await silo.TakeUpAsync(sweep.Id, Deadline);
        return await TestSweeps.EndAsync(silo, sweep.Id, Deadline);
    }

    private async Task SomeTrialsAsync(Guid sweep) =>
        await Eventually.TrueAsync(async () => (await Store.TotalTrialsAsync(sweep, Deadline)).Rows > 0, "some trials are committed");
}
