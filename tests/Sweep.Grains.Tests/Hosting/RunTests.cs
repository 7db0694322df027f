using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Grains.Hosting;
using Sweep.Storage.Checkpoints;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Trials that differ only in iterations are one training.</summary>
public sealed class RunTests : StoredSweepTests
{
    // Four seconds or more: at the half of it more is done than is worth a checkpoint, and more is left than a drain waits for, on machines twice as fast too.
    private const int LongIterations = 2_000_000;

    [Fact]
    public async Task Run_OfSeveralTrials_IsTrainedOnceAndGivesTheRowAndCurveOfEach()
    {
        var sweep = await TestSweeps.SubmitAsync(
            Store, TestSweeps.Grid("stops", [Pattern.Circle, Pattern.Diamond], [100, 20, 55], [20, 30], replicates: 3, recordEvery: 7));
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, Deadline))
        {
            Assert.True((await silo.TakeUpAsync(sweep.Id, Deadline)).Acquired);
            Assert.Equal((SweepState.Completed, 36L), await TestSweeps.EndAsync(silo, sweep.Id, Deadline) is var end ? (end.State, end.Completed) : default);
        }

        var space = new SearchSpace(CanonicalSpec.FromJson(sweep.CanonicalSpec));
        var curves = await Store.ReadCurvesAsync(sweep.Id, null, Deadline).ToDictionaryAsync(curve => curve.Number, cancellationToken: Deadline);
        var trials = await Store.ReadTrialsAsync(sweep.Id, Deadline).ToListAsync(Deadline);
        Assert.Equal(Enumerable.Range(0, 36).Select(number => (long)number), trials.Select(trial => trial.Trial.Number));
        foreach (var trial in trials)
        {
            using var run = new TrainingRun(space.PlanFor(trial.Trial));
            run.Advance(int.MaxValue, Deadline);
            var result = run.Result();
            Assert.Equal(
                (run.Plan.Point.Iterations, result.FinalLoss, result.FinalAccuracy, result.BestLoss, result.ReachedAt, result.ConvergedAt),
                (trial.TrainedIterations, trial.FinalLoss, trial.FinalAccuracy, trial.BestLoss, trial.ReachedAt, trial.ConvergedAt));
            Assert.Equal(result.Curve.Losses().Select(loss => (float)loss), curves[trial.Trial.Number].Loss);
            Assert.Equal(result.Curve.LastIteration, curves[trial.Trial.Number].LastIteration);
            Assert.Equal(trial.Trial.Point[PerceptronParameters.Iterations].Whole == 100 ? TrialOrigin.Trained : TrialOrigin.Prefix, trial.Origin);
        }

        foreach (var run in trials.GroupBy(trial => (trial.Trial.Point.With(PerceptronParameters.Iterations, 0), trial.Trial.Replicate)))
        {
            var stops = run.OrderBy(trial => trial.Trial.Point[PerceptronParameters.Iterations].Whole).ToList();
            Assert.Equal(3, stops.Count);
            Assert.Single(stops.Select(trial => (trial.StartedAt, trial.Silo, trial.Slot)).Distinct());
            Assert.Equal(stops.Select(trial => trial.TrainSeconds).Order(), stops.Select(trial => trial.TrainSeconds));
        }

        var totals = await Store.TotalTrialsAsync(sweep.Id, Deadline);
        Assert.Equal(12 * 100, totals.TrainedIterations);
        Assert.Equal(trials.Where(trial => trial.Origin == TrialOrigin.Trained).Sum(trial => trial.TrainSeconds), totals.TrainSeconds, 1e-9);
    }

    [Fact]
    public async Task Drain_RunThatHasPassedAStop_KeepsItsResultAndGoesOnFromTheCheckpointToTheSameBits()
    {
        var spec = TestSweeps.Grid("long", [Pattern.Circle], [1000, LongIterations], [500], replicates: 1, recordEvery: 300);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            await Eventually.TrueAsync(async () => (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Completed == 1, "the shorter trial is stored");
            await Eventually.TrueAsync(
                async () => (await silo.GetProgressAsync(sweep.Id, Deadline)).RunningTrials is [{ Number: 1, Iteration: > LongIterations / 2 }], "half is done");
            await silo.DrainAsync(Deadline);
        }

        var first = Assert.Single(await Store.ReadTrialsAsync(sweep.Id, Deadline).ToListAsync(Deadline));
        Assert.Equal((0, TrialOrigin.Prefix), (first.Trial.Number, first.Origin));
        Assert.NotNull(await Store.ReadCheckpointAsync(sweep.Id, 1, Deadline));
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, sweep.Id, Deadline)).State);
        }

        Assert.Null(await Store.ReadCheckpointAsync(sweep.Id, 1, Deadline));
        Assert.Equal(await CalmRun.OfSiloAsync(spec), await SweepResults.ReadAsync(Database, sweep.Id));
    }

    [Fact]
    public async Task TakeUp_CheckpointBeyondATrialWithoutAResult_TrainsFromTheStartToTheSameBits()
    {
        var spec = TestSweeps.Grid("lost", [Pattern.Circle], [40, 90], [20], replicates: 1);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        var space = new SearchSpace(spec);
        using (var run = new TrainingRun(space.PlanFor(space.TrialAt(1))))
        {
            run.Advance(60, Deadline);
            var checkpoint = run.Checkpoint();
            var owned = await Store.TryAcquireAsync(sweep.Id, "gone/1/0", TimeSpan.FromMinutes(1), null, Deadline);
            var now = DateTimeOffset.UtcNow;
            var lease = new LeaseRecord(
                Guid.CreateVersion7(), sweep.Id, SiloKey.Parse("gone/1/0"), [new NumberRange(0, 2)], owned.Sweep!.Epoch, now, now.AddMinutes(1));
            Assert.True(await Store.GrantLeasesAsync([lease], owned.Sweep.Epoch, Deadline));
            await Store.SaveCheckpointAsync(
                new CheckpointRecord(sweep.Id, 1, lease.Id, 1, checkpoint.Iteration, 0.5, checkpoint.StateToBytes(), checkpoint.Segment), Deadline);
            await Store.EndLeasesAsync([lease.Id], null, Deadline);
            await Store.ReleaseAsync(sweep.Id, owned.Sweep.Epoch, Deadline);
        }

        await using var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions(), Deadline);
        Assert.True((await silo.TakeUpAsync(sweep.Id, Deadline)).Acquired);
        Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, sweep.Id, Deadline)).State);
        Assert.Equal(await CalmRun.OfSiloAsync(spec), await SweepResults.ReadAsync(Database, sweep.Id));
    }
}
