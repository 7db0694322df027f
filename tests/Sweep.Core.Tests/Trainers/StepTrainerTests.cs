using CsCheck;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Trainers;

public sealed class StepTrainerTests
{
    [Fact]
    public void Run_WithStops_GivesEachTrialWhatItWouldHaveAlone()
    {
        using var run = new Halving().Begin(Order(4, 2, 4), null);
        Reach(run, 2);
        Assert.Equal((2, false, 0.25), (run.Step, run.IsFinished, run.Value));
        var early = run.ResultAt(2);
        Reach(run, 4);
        var late = run.ResultAt(4);
        Assert.True(run.IsFinished);
        Assert.Equal((2, 0.25, (int?)null), (early.TrainedIterations, early.BestObjective, early.ReachedAt));
        Assert.Equal((4, 0.0625, 3), (late.TrainedIterations, late.BestObjective, late.ReachedAt));
        Assert.Equal([0.5, 0.25, 0.125, 0.0625], Assert.Single(late.Metrics).Values);
    }

    [Fact]
    public void Run_WithoutResource_EndsWithTheTrainer()
    {
        using var run = new Halving().Begin(Order(3), null);
        Reach(run, int.MaxValue);
        Assert.Equal((true, 3), (run.IsFinished, run.ResultAt(run.Step).TrainedIterations));
    }

    [Fact]
    public void Advance_Cancelled_StopsBetweenTwoSteps()
    {
        using var run = new Halving().Begin(Order(3), null);
        Assert.Throws<OperationCanceledException>(() => run.AdvanceTo(3, new CancellationToken(canceled: true)));
        Assert.Equal(0, run.Step);
    }

    [Fact]
    public void Advance_StepsThatDoNotRise_IsTheTrainersFault()
    {
        using var run = new Stuck().Begin(Order(3), null);
        var failure = Assert.Throws<TrainerException>(() => run.AdvanceTo(3, CancellationToken.None));
        Assert.Equal(TrainerFailure.Final, failure.Failure);
        Assert.Contains("step 1 does not rise above step 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_ObjectiveThatWasNotReported_NamesWhatWas()
    {
        using var run = new Halving().Begin(Order(3) with { Objective = new Objective("auc", Goal.Maximize) }, null);
        Reach(run, 3);
        Assert.Contains("auc, the objective, was not reported, but loss", Assert.Throws<TrainerException>(() => run.ResultAt(3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_AtAnyStep_GoesOnToTheSameResults() => Gen.Select(Gen.Int[1, 12], Gen.Int[1, 11].Array[0, 3]).Sample((steps, breaks) =>
    {
        var (trainer, order) = (new Counting(), Order(steps, Math.Max(1, steps / 2), steps));
        using var whole = trainer.Begin(order, null);
        Reach(whole, steps);
        var run = trainer.Begin(order, null);
        foreach (var at in breaks.Where(at => at < steps).Distinct().Order())
        {
            Reach(run, at);
            var checkpoint = run.Checkpoint(0)!;
            run.Dispose();
            run = trainer.Begin(order, trainer.Restore(order, checkpoint.State, []));
            Assert.Equal((at, at), (run.Step, checkpoint.Step));
        }

        Reach(run, steps);
        foreach (var stop in order.Stops)
        {
            var (expected, actual) = (whole.ResultAt(stop), run.ResultAt(stop));
            Assert.Equal(expected with { Metrics = [] }, actual with { Metrics = [] });
            Assert.Equal(expected.Metrics.SelectMany(Points), actual.Metrics.SelectMany(Points));
        }

        run.Dispose();
    });

    [Fact]
    public void Advance_OfLongStepsWithoutStates_ReturnsToItsCallerSoon()
    {
        using var run = new Slow(everyState: 0).Begin(Order(1000), null);
        run.AdvanceTo(int.MaxValue, CancellationToken.None);
        Assert.False(run.IsFinished);
        Assert.InRange(run.Step, 1, 9);
    }

    [Fact]
    public void Advance_OfLongStepsOfWhichSomeHaveStates_ReturnsWhereThereIsOneToKeep()
    {
        using var run = new Slow(everyState: 10).Begin(Order(1000), null);
        Reach(run, 10);
        run.AdvanceTo(int.MaxValue, CancellationToken.None);
        Assert.Equal((20, 20), (run.Step, run.Checkpoint(0)?.Step));
    }

    [Fact]
    public void Checkpoint_StateThatCannotBeMade_IsTheTrainersFault()
    {
        using var run = new Slow(1, fails: true).Begin(Order(2, 2), null);
        Reach(run, 1);
        Assert.Contains("the state of step 1 cannot be made: NotSupportedException", Assert.Throws<TrainerException>(() => run.Checkpoint(0)).Message, StringComparison.Ordinal);
    }

    /// <summary>A run may stop before, so that its caller can look about.</summary>
    private static void Reach(ITrainingRun run, int step)
    {
        while (!run.IsFinished && run.Step < step)
            run.AdvanceTo(step, CancellationToken.None);
    }

    private static IEnumerable<(string, int, double)> Points(MetricCurve curve) => curve.Steps.Zip(curve.Values, (step, value) => (curve.Metric, step, value));

    [Fact]
    public void Restore_DamagedState_IsRefused() => Gen.Select(Gen.Int[0, 500], Gen.Int[1, 255]).Sample((at, flip) =>
    {
        var (trainer, order) = (new Counting(), Order(3, 3));
        using var run = trainer.Begin(order, null);
        Reach(run, 2);
        var bytes = run.Checkpoint(0)!.State;
        bytes[at % bytes.Length] ^= (byte)flip;
        Assert.Throws<FormatException>(() => trainer.Restore(order, bytes, []));
        Assert.Throws<FormatException>(() => trainer.Restore(order, bytes.AsSpan(0, at % bytes.Length), []));
    });

    [Fact]
    public void KeepsOwnState_WithoutAState_HasNoCheckpoint()
    {
        using var run = new Halving().Begin(Order(3), null);
        Reach(run, 2);
        Assert.True(run.KeepsOwnState);
        Assert.Null(run.Checkpoint(0));
    }

    private static TrainingOrder Order(int steps, params int[] stops) => new()
    {
        Sweep = Guid.Empty,
        Trial = new TrialDefinition(0, new TrialPoint(["steps"], [steps]), 0, 0, 0),
        Stops = [.. stops],
        Target = 0.125,
    };

    private sealed class Halving : StepTrainer
    {
        protected override IEnumerable<StepReport> Train(TrainingOrder order)
        {
            var loss = 1.0;
            for (var step = 1; step <= order.Trial.Point["steps"].Whole; step++)
                yield return new StepReport(step, new Dictionary<string, double> { ["loss"] = loss /= 2 });
        }
    }

    /// <summary>Sums up its steps, and reports a second metric at every third.</summary>
    private sealed class Counting : StepTrainer
    {
        protected override IEnumerable<StepReport> Train(TrainingOrder order) => From(order, 0, 0);

        protected override IEnumerable<StepReport> Resume(TrainingOrder order, int step, byte[] state) => From(order, step, BitConverter.ToInt32(state));

        private static IEnumerable<StepReport> From(TrainingOrder order, int done, int sum)
        {
            for (var step = done + 1; step <= order.Stops[^1]; step++)
            {
                sum += step;
                var metrics = new Dictionary<string, double> { ["loss"] = 1.0 / sum };
                if (step % 3 == 0)
                    metrics["third"] = step;
                var held = sum;
                yield return new StepReport(step, metrics) { State = () => BitConverter.GetBytes(held) };
            }
        }
    }

    /// <summary>A step takes 12 ms; every some steps there is a state.</summary>
    private sealed class Slow(int everyState, bool fails = false) : StepTrainer
    {
        protected override IEnumerable<StepReport> Train(TrainingOrder order)
        {
            using var never = new ManualResetEventSlim();
            for (var step = 1; step <= 1000; step++)
            {
                never.Wait(TimeSpan.FromMilliseconds(12), CancellationToken.None);
                yield return new StepReport(step, new Dictionary<string, double> { ["loss"] = 1 })
                {
                    State = everyState > 0 && step % everyState == 0 ? Make : null,
                };
            }
        }

        private byte[] Make() => fails ? throw new NotSupportedException() : [1];
    }

    private sealed class Stuck : StepTrainer
    {
        protected override IEnumerable<StepReport> Train(TrainingOrder order)
        {
            while (true)
                yield return new StepReport(1, new Dictionary<string, double> { ["loss"] = 1 });
        }
    }
}
