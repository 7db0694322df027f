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
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        List<int> steps = [];
        using var execution = OfPerceptron(isAlone, [(0, 10), (1, 20)], steps);
        Assert.Equal([0, 1, null], Enumerable.Range(0, 3).Select(_ => execution.Train(0).Rung));
        Assert.Equal(saved, steps);
    }

    [Fact]
    public void StopAtCheckpoint_RunThatWaitsAtARung_EndsItHoweverLittleItHasLeft()
    {
        using var execution = OfPerceptron(isAlone: false, [(0, 10)], []);
        Assert.Equal(0, execution.Train(0).Rung);
        execution.StopAtCheckpoint(TimeSpan.FromHours(1));
        Assert.True(execution.Stopping.IsCancellationRequested);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StopAtCheckpoint_HeldRunAgainAndAgain_SavesItOnceAndEndsItWhateverItsTrainerSays(bool fails)
    {
        var saves = 0;
        var checkpoints = new AttemptCheckpoints(0, TimeSpan.MaxValue, (_, _, _) =>
        {
            saves++;
            if (fails)
                throw new TrainerException("has no state to tell", TrainerFailure.Final);
        })
        {
            Least = TimeSpan.Zero,
        };
        using var execution = Of(new Beginning(() => new LeapingRun(1)), isAlone: false, [(0, 5)], checkpoints);
        Assert.Equal(0, execution.Train(0).Rung);
        for (var turn = 0; turn < 3; turn++)
        {
            execution.StopAtCheckpoint(TimeSpan.Zero);
            Assert.True(execution.Stopping.IsCancellationRequested);
        }

        Assert.Equal(1, saves);
    }

    [Fact]
    public async Task StopAtCheckpoint_RunThatIsKeptAtItsRungJustThen_SavesItBeforeAnybodyTrainsOn()
    {
        using var saving = new ManualResetEventSlim();
        using var advanced = new ManualResetEventSlim();
        var isAdvanced = false;
        using var execution = Of(
            new Beginning(() => new LeapingRun(1, advanced.Set)), isAlone: false, [(0, 5)],
            new AttemptCheckpoints(0, TimeSpan.MaxValue, (_, _, _) =>
            {
                saving.Set();
                isAdvanced = advanced.Wait(TimeSpan.FromMilliseconds(200));
            })
            {
                Least = TimeSpan.Zero,
            });
        Assert.Equal(0, execution.Train(0).Rung);
        advanced.Reset();
        var stopped = Task.Run(() => execution.StopAtCheckpoint(TimeSpan.Zero), Cancellation);
        saving.Wait(Cancellation);
        var trained = Task.Run(() => execution.Train(0), Cancellation);
        await stopped;
        Assert.False(isAdvanced);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trained);
    }

    [Fact]
    public void Train_BeyondARung_SavesNothingBeforeItsVerdict()
    {
        List<int> steps = [];
        using var execution = Of(new Beginning(() => new LeapingRun(3)), isAlone: true, [(0, 5)], steps);
        Assert.Equal(0, execution.Train(0).Rung);
        Assert.Empty(steps);
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
        using (execution = Of(trainer, isAlone: false, [], []))
            Assert.Throws<OperationCanceledException>(() => execution.Train(0));
        return run.Told;
    }

    /// <summary>Of 50 iterations, whose length is known.</summary>
    private static TrialExecution OfPerceptron(bool isAlone, (int Rung, int Step)[] rungs, List<int> saved)
    {
        var space = new SearchSpace(TestSweeps.Grid("one", [Pattern.Circle], [50], [30], replicates: 1));
        var order = new TrainingOrder
        {
            Sweep = Guid.Empty,
            Trial = space.TrialAt(0),
            Stops = [50],
            Objectives = space.Spec.ReportedObjectives,
            RecordEvery = 1,
        };
        return Of(new PerceptronTrainer(), order, isAlone, rungs, Into(saved));
    }

    private static TrialExecution Of(ITrainer trainer, bool isAlone, (int Rung, int Step)[] rungs, List<int> saved) =>
        Of(trainer, isAlone, rungs, Into(saved));

    private static TrialExecution Of(ITrainer trainer, bool isAlone, (int Rung, int Step)[] rungs, AttemptCheckpoints checkpoints) =>
        Of(trainer, new TrainingOrder { Sweep = Guid.Empty, Trial = new TrialDefinition(0, new TrialPoint(["size"], [1]), 0, 1, 1) }, isAlone, rungs, checkpoints);

    private static TrialExecution Of(ITrainer trainer, TrainingOrder order, bool isAlone, (int Rung, int Step)[] rungs, AttemptCheckpoints checkpoints) => new(
        new LeasedRun(Guid.Empty, [order.Trial], 1, isAlone), trainer, order, TrialStart.Afresh, rungs, checkpoints, (_, _) => { }, TimeProvider.System);

    /// <summary>The step of each checkpoint, none of which is due by time.</summary>
    private static AttemptCheckpoints Into(List<int> saved) => new(0, TimeSpan.MaxValue, (_, checkpoint, _) => saved.Add(checkpoint.Step));

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

    /// <summary>Tells of some steps alone, as trainers may.</summary>
    private sealed class LeapingRun(int length, Action? advanced = null) : ITrainingRun
    {
        public int Step { get; private set; }

        public int? Steps => null;

        public double Value => 1;

        public bool IsFinished => false;

        public double OtherCpuSeconds => 0;

        public void AdvanceTo(int step, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            while (Step < Math.Min(step, 1000))
                Step += length;
            advanced?.Invoke();
        }

        public TrialResult ResultAt(int step) => new() { TrainedIterations = step };

        public RunCheckpoint? Checkpoint(int fromPoint) => new(Step, [], null);

        public void Dispose()
        {
        }
    }
}
