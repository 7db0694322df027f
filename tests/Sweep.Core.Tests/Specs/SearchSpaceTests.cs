using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Specs;

public sealed class SearchSpaceTests
{
    [Fact]
    public void TrialAt_BackpropExample_EnumeratesTheLastFastestAndReplicatesFastestOfAll()
    {
        var space = new SearchSpace(TestSpecs.Backprop);
        var expected =
            from pattern in Enum.GetValues<Pattern>()
            from rate in new[] { 0.0003, 0.0009654893846056297, 0.003107232505953859, 0.01 }
            from iterations in new[] { 1000, 5000 }
            from samples in new[] { 100, 500, 1000 }
            from replicate in new uint[] { 0, 1, 2 }
            select (new PerceptronPoint(pattern, rate, iterations, samples, 4), replicate);
        Assert.Equal(360, space.PlannedTrials);
        Assert.Equal(
            expected.Select((trial, number) => new TrialDefinition(number, trial.Item1, trial.replicate, trial.replicate, 1241 + trial.replicate)),
            Enumerable.Range(0, 360).Select(number => space.TrialAt(number)));
    }

    [Fact]
    public void NumberOf_TrialOfAnyNumber_IsThatNumber() =>
        Gen.Select(TestSpecs.Any, Gen.Double.Unit.Array[20]).Sample((spec, places) =>
        {
            var space = new SearchSpace(spec);
            Assert.InRange(space.PlannedTrials, 1, SpecLimits.PlannedTrials);
            long[] numbers = [0, space.PlannedTrials - 1, .. places.Select(place => (long)(place * (space.PlannedTrials - 1)))];
            foreach (var number in numbers)
            {
                var trial = space.TrialAt(number);
                Assert.Equal(number, trial.Number);
                Assert.Equal(number, space.NumberOf(trial.Point, trial.Replicate));
                Assert.Equal(spec.DataSeed + (long)trial.Replicate, trial.DataSeed);
                Assert.Equal(spec.InitSeed + (long)trial.Replicate, trial.InitSeed);
            }
        });

    [Fact]
    public void TrialAt_EveryNumberOfASmallSpace_IsAnotherTrial()
    {
        var space = new SearchSpace(TestSpecs.Backprop);
        var trials = Enumerable.Range(0, 360).Select(number => space.TrialAt(number)).Select(trial => (trial.Point, trial.Replicate));
        Assert.Equal(360, trials.Distinct().Count());
    }

    [Fact]
    public void TrialAt_GridOfABillion_TakesNoMemory()
    {
        var rates = Enumerable.Range(1, 1000).Select(rate => rate / 1000.0);
        var space = new SearchSpace(new SweepSpec(
            "billion",
            [
                PerceptronParameters.Patterns([.. Enum.GetValues<Pattern>()]),
                PerceptronParameters.LearningRates([.. rates]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. Enumerable.Range(1, 1000)]),
                PerceptronParameters.Counts(PerceptronParameters.Samples, [.. Enumerable.Range(1, 200)]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
            ]));
        Assert.Equal(1_000_000_000, space.PlannedTrials);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var last = space.TrialAt(999_999_999);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        Assert.Equal(new PerceptronPoint(Pattern.ThinRightAngle, 1, 1000, 200, 4), last.Point);
        Assert.Equal(999_999_999, space.NumberOf(last.Point, 0));
    }

    [Fact]
    public void TrialAt_NumberOutsideTheSpace_Throws()
    {
        var space = new SearchSpace(TestSpecs.Backprop);
        Assert.Throws<ArgumentOutOfRangeException>(() => space.TrialAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => space.TrialAt(360));
    }

    [Fact]
    public void NumberOf_PointOrReplicateOutsideTheSpace_Throws()
    {
        var space = new SearchSpace(TestSpecs.Backprop);
        var point = space.TrialAt(0).Point;
        Assert.Throws<ArgumentException>(() => space.NumberOf(point.With(PerceptronParameters.Samples, 7), 0));
        Assert.Throws<ArgumentException>(() => space.NumberOf(point.With(PerceptronParameters.LearningRate, 0.00030001), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => space.NumberOf(point, 3));
    }

    [Fact]
    public void PlanFor_Trial_CarriesTargetAndRecording()
    {
        var space = new SearchSpace(TestSpecs.Backprop with { Target = 0.1, RecordEvery = 10 });
        var trial = space.TrialAt(1);
        Assert.Equal(new TrainingPlan(PerceptronPoint.Of(trial.Point), 1, 1242, 0.1, 10), space.PlanFor(trial));
    }

    [Fact]
    public void Constructor_SpecWithoutAParameterOrWithOverflowingSeeds_Throws()
    {
        Assert.Throws<ArgumentException>(() => new SearchSpace(TestSpecs.Backprop with { Parameters = TestSpecs.Backprop.Parameters.RemoveAt(2) }));
        Assert.Throws<ArgumentException>(() => new SearchSpace(TestSpecs.Backprop with { InitSeed = uint.MaxValue - 1 }));
        Assert.Throws<ArgumentException>(() => new SearchSpace(TestSpecs.Backprop with { Replicates = 0 }));
    }
}
