using Sweep.Core.Patterns;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Grains.Trials;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Trials;

public sealed class TrialExecutionTests
{
    [Fact]
    public void StopAtCheckpoint_WhileTheTrainerBegins_TellsTheRunThatItIsDrained() =>
        Assert.Equal(StopReason.Drained, ReasonToldAfter(execution => execution.StopAtCheckpoint(TimeSpan.Zero)));

    [Theory]
    [InlineData(StopReason.Cancelled)]
    [InlineData(StopReason.Drained)]
    public void Stop_WhileTheTrainerBegins_TellsTheRunWhy(StopReason reason) =>
        Assert.Equal(reason, ReasonToldAfter(execution => execution.Stop(reason)));

    [Fact]
    public void StopAtCheckpoint_RunThatKeepsItsOwnState_TellsItThatItIsDrained() =>
        Assert.Equal(StopReason.Drained, ReasonToldAfter(_ => { }, execution => execution.StopAtCheckpoint(TimeSpan.Zero)));

    [Theory]
    [InlineData(true, new[] { 10, 20 })]
    [InlineData(false, new int[0])]
    public void Train_ToRungs_SavesThereWhereItIsAlone(bool isAlone, int[] saved)
    {
        var space = new SearchSpace(TestSweeps.Grid("one", [Pattern.Circle], [50], [30], replicates: 1));
        var trial = space.TrialAt(0);
        var order = new TrainingOrder { Sweep = Guid.Empty, Trial = trial, Stops = [50], Objectives = space.Spec.ReportedObjectives, RecordEvery = 1 };
        List<int> steps = [];
        using var execution = new TrialExecution(
            new LeasedRun(Guid.Empty, [trial], 1, isAlone), new PerceptronTrainer(), order, TrialStart.Afresh, [(0, 10), (1, 20)], TimeSpan.MaxValue,
            (_, checkpoint, _) => steps.Add(checkpoint.Step), (_, _) => { }, TimeProvider.System);
        Assert.Equal([0, 1, null], Enumerable.Range(0, 3).Select(_ => execution.Train(0).Rung));
        Assert.Equal(saved, steps);
    }

    [Fact]
    public void StopAtCheckpoint_RunThatWaitsAtARung_EndsItHoweverLittleItHasLeft()
    {
        var space = new SearchSpace(TestSweeps.Grid("one", [Pattern.Circle], [50], [30], replicates: 1));
        var trial = space.TrialAt(0);
        var order = new TrainingOrder { Sweep = Guid.Empty, Trial = trial, Stops = [50], Objectives = space.Spec.ReportedObjectives, RecordEvery = 1 };
        using var execution = new TrialExecution(
            new LeasedRun(Guid.Empty, [trial], 1, false), new PerceptronTrainer(), order, TrialStart.Afresh, [(0, 10)], TimeSpan.MaxValue, (_, _, _) => { },
            (_, _) => { }, TimeProvider.System);
        Assert.Equal(0, execution.Train(0).Rung);
        execution.StopAtCheckpoint(TimeSpan.FromHours(1));
        Assert.True(execution.Stopping.IsCancellationRequested);
    }

    [Fact]
    public void Train_BeyondARung_SavesNothingBeforeItsVerdict()
    {
        var trial = new TrialDefinition(0, new TrialPoint(["size"], [1]), 0, 1, 1);
        var order = new TrainingOrder { Sweep = Guid.Empty, Trial = trial };
        var saved = 0;
        using var execution = new TrialExecution(
            new LeasedRun(Guid.Empty, [trial], 1, true), new Beginning(() => new LeapingRun()), order, TrialStart.Afresh, [(0, 5)], TimeSpan.MaxValue,
            (_, _, _) => saved++, (_, _) => { }, TimeProvider.System);
        Assert.Equal(0, execution.Train(0).Rung);
        Assert.Equal(0, saved);
    }

    /// <returns>What the run knew when it was cancelled.</returns>
    private static StopReason? ReasonToldAfter(Action<TrialExecution> whileBeginning, Action<TrialExecution>? whileAdvancing = null)
    {
        TrialExecution? execution = null;
        var run = new StoppedRun(() => whileAdvancing?.Invoke(execution!));
        var trainer = new Beginning(() =>
        {
            whileBeginning(execution!);
            return run;
        });
        var trial = new TrialDefinition(0, new TrialPoint(["size"], [1]), 0, 1, 1);
        var order = new TrainingOrder { Sweep = Guid.Empty, Trial = trial };
        using (execution = new TrialExecution(
            new LeasedRun(Guid.Empty, [trial], 1, false), trainer, order, TrialStart.Afresh, [], TimeSpan.MaxValue, (_, _, _) => { }, (_, _) => { },
            TimeProvider.System))
        {
            Assert.Throws<OperationCanceledException>(() => execution.Train(0));
        }

        return run.Told;
    }

    private sealed class Beginning(Func<ITrainingRun> begin) : ITrainer
    {
        public ITrainingRun Begin(TrainingOrder order, IResumePoint? from) => begin();
    }

    /// <summary>Is stopped in its first step.</summary>
    private sealed class StoppedRun(Action advancing) : ITrainingRun
    {
        private StopReason _reason;

        public StopReason? Told { get; private set; }

        public int Step => 0;

        public int? Steps => null;

        public double Value => double.NaN;

        public bool IsFinished => false;

        public bool KeepsOwnState => true;

        public double OtherCpuSeconds => 0;

        public void NoteStop(StopReason reason) => _reason = reason;

        public void AdvanceTo(int step, CancellationToken cancellation)
        {
            advancing();
            Told = _reason;
            cancellation.ThrowIfCancellationRequested();
        }

        public TrialResult ResultAt(int step) => throw new InvalidOperationException("it has no result");

        public RunCheckpoint? Checkpoint(int fromPoint) => null;

        public void Dispose()
        {
        }
    }

    /// <summary>Tells of every third step alone, as trainers may.</summary>
    private sealed class LeapingRun : ITrainingRun
    {
        public int Step { get; private set; }

        public int? Steps => null;

        public double Value => 1;

        public bool IsFinished => false;

        public double OtherCpuSeconds => 0;

        public void AdvanceTo(int step, CancellationToken cancellation)
        {
            while (Step < step)
                Step += 3;
        }

        public TrialResult ResultAt(int step) => new() { TrainedIterations = step };

        public RunCheckpoint? Checkpoint(int fromPoint) => new(Step, [], null);

        public void Dispose()
        {
        }
    }
}
