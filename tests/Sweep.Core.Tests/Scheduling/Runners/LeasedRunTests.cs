using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class LeasedRunTests
{
    private const CurveEncoding Encoding = CurveEncoding.WholeTexts;

    private static readonly SearchSpace Space = DeskSpecs.Space(1, [4_000, 1_000, 2_000]);

    [Fact]
    public void NeedOf_EachTrial_GivesBackWhatTheRunHasTaken()
    {
        var run = Run(1, 2, 0);
        run.Measure(MemoryRoom.Unlimited, every: 1, Encoding);
        Assert.Equal(TrialModel.Perceptron.RunNeedOf([.. run.Trials.Select(trial => trial.Point)], 1, Encoding, resumes: false), run.Need);
        Assert.Equal(TrialModel.Perceptron.PrefixNeedOf(run.Trials[0].Point, 1, Encoding), run.NeedOf(0));
        Assert.Equal(TrialModel.Perceptron.PrefixNeedOf(run.Trials[1].Point, 1, Encoding), run.NeedOf(1));
        Assert.Equal(TrialModel.Perceptron.NeedOf(run.Longest.Point, 1, Encoding, resumes: false), run.NeedOf(2));
        Assert.Equal(run.Need, run.LeftNeed);
        run.Hand();
        Assert.Equal(run.NeedOf(1) + run.NeedOf(2), run.LeftNeed);
        run.Hand();
        Assert.Equal(run.NeedOf(2), run.LeftNeed);
        run.Hand();
        Assert.Equal((3, default), (run.Handed, run.LeftNeed));
    }

    [Fact]
    public void Measure_RunOfOneTrial_TakesWhatTheTrialTakes()
    {
        var run = Run(0);
        run.Measure(MemoryRoom.Unlimited, every: 1, Encoding);
        Assert.Equal(TrialModel.Perceptron.NeedOf(run.Longest.Point, 1, Encoding, resumes: false), run.Need);
        Assert.Equal(run.Need, run.NeedOf(0));
    }

    [Fact]
    public void Measure_CheckpointWhoseReadingTakesTooMuch_StartsFromTheBeginning()
    {
        var afresh = Run(1, 2, 0);
        afresh.Measure(MemoryRoom.Unlimited, every: 1, Encoding);
        var resumed = Run(1, 2, 0);
        resumed.HasCheckpoint = true;
        resumed.Measure(MemoryRoom.Unlimited, every: 1, Encoding);
        Assert.True(resumed.HasCheckpoint);
        Assert.Equal(TrialModel.Perceptron.RunNeedOf([.. resumed.Trials.Select(trial => trial.Point)], 1, Encoding, resumes: true), resumed.Need);
        Assert.True(resumed.Need.Managed > afresh.Need.Managed);
        Assert.Equal(resumed.Need, resumed.NeedOf(0) + resumed.NeedOf(1) + resumed.NeedOf(2));
        var tight = Run(1, 2, 0);
        tight.HasCheckpoint = true;
        tight.Measure(new MemoryRoom(resumed.Need.Managed - 1, long.MaxValue), every: 1, Encoding);
        Assert.False(tight.HasCheckpoint);
        Assert.Equal(afresh.Need, tight.Need);
    }

    private static LeasedRun Run(params long[] numbers) => new(Guid.NewGuid(), [.. numbers.Select(number => Space.TrialAt(number))], 1, Alone: false);
}
