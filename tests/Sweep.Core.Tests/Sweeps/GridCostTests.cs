using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Tests.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Sweeps;

public sealed class GridCostTests
{
    [Fact]
    public void Below_AnyRun_IsTheSumOfTheRunsBelow() =>
        SmallGrids.Any.Sample(
            spec =>
            {
                var space = new SearchSpace(spec);
                var runs = new RunGrid(space);
                var costs = new GridCost(spec);
                var sum = 0.0;
                for (var run = 0L; run < runs.Count; run++)
                {
                    Assert.Equal(sum, costs.Below(run), 1e-9 * costs.Total);
                    sum += TrialModel.Perceptron.CostOf(space.TrialAt(runs.NumberOf(run, runs.Stops - 1)).Point);
                }

                Assert.Equal(sum, costs.Total, 1e-9 * costs.Total);
                Assert.Equal(costs.Total, costs.Below(runs.Count));
            },
            iter: 100);

    [Fact]
    public void Of_HugeGrid_TakesNoVisits()
    {
        var spec = new SweepSpec(
            "huge",
            [
                PerceptronParameters.Patterns([Pattern.Circle]),
                PerceptronParameters.LearningRates([.. Enumerable.Range(1, 1000).Select(i => i / 1000.0)]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. Enumerable.Range(1, 1000)]),
                PerceptronParameters.Counts(PerceptronParameters.Samples, [.. Enumerable.Range(1, 1000)]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
            ]);
        var costs = new GridCost(spec);
        Assert.Equal(costs.Total, costs.Of(new NumberRange(0, 500_000)) + costs.Of(new NumberRange(500_000, 1_000_000)), 1.0);
    }
}
