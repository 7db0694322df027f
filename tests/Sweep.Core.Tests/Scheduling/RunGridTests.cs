using CsCheck;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Tests.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Scheduling;

public sealed class RunGridTests
{
    [Fact]
    public void Find_AnyGrid_JoinsTheTrialsThatDifferOnlyInIterations() =>
        SmallGrids.Any.Sample(spec =>
        {
            var space = new SearchSpace(spec);
            var runs = new RunGrid(space);
            var seen = new Dictionary<long, (TrialPoint Point, uint Replicate)>();
            for (var number = 0L; number < space.PlannedTrials; number++)
            {
                var (run, stop) = runs.Find(number);
                Assert.Equal(number, runs.NumberOf(run, stop));
                Assert.InRange(run, 0, runs.Count - 1);
                var trial = space.TrialAt(number);
                Assert.Equal(runs.Steps[stop], trial.Point[PerceptronParameters.Iterations].Whole);
                var common = (trial.Point.With(PerceptronParameters.Iterations, 0), trial.Replicate);
                Assert.Equal(seen.TryGetValue(run, out var other) ? other : seen[run] = common, common);
            }

            Assert.Equal(runs.Count, seen.Values.Distinct().LongCount());
            Assert.Equal(runs.Steps.Order(), runs.Steps);
        });

    [Fact]
    public void Split_AnyRange_IsTheRunsOfItsNumbers() =>
        Gen.Select(SmallGrids.Any, Gen.Int[0, 100], Gen.Int[0, 100]).Sample((spec, one, other) =>
        {
            var space = new SearchSpace(spec);
            var runs = new RunGrid(space);
            var range = new NumberRange(Math.Min(one, other) * space.PlannedTrials / 100, Math.Max(one, other) * space.PlannedTrials / 100);
            var split = runs.Split(range).SelectMany(piece => piece.Runs.Numbers().Select(run => runs.NumberOf(run, piece.Stop)));
            Assert.Equal(range.Numbers(), split.Order());
        });

    [Fact]
    public void Split_HugeGrid_TakesFewPieces()
    {
        var runs = new RunGrid(new SearchSpace(new SweepSpec(
            "huge",
            [
                PerceptronParameters.Patterns([default]), PerceptronParameters.LearningRates([.. Enumerable.Range(1, 100_000).Select(i => i / 1e6)]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [10, 30, 20]), PerceptronParameters.Counts(PerceptronParameters.Samples, [10]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
            ],
            Replicates: 1_000_000)));
        Assert.InRange(runs.Split(new NumberRange(1_500_000, 200_000_000_001)).Count(), 3, 12);
    }
}
